namespace RayAkka.Cluster.Settings;

/// <summary>Reads <c>rayakka.tls</c>.</summary>
internal static class TlsReader
{
    public static TlsSettings? Read(SettingsReader reader, string folder)
    {
        var certificate = reader.Text("tls.certificate");
        var password = reader.OptionalText("tls.certificate-password");
        var authorities = reader.List("tls.authorities");
        var pinned = reader.List("tls.pinned");
        if (!reader.Flag("tls.enabled"))
        {
            return null;
        }

        if (certificate.Length == 0)
        {
            reader.Refuse("tls.certificate", "is empty; give the PFX file of this node's certificate and private key, or set rayakka.tls.enabled = off.");
        }

        if (authorities.Count + pinned.Count == 0)
        {
            reader.Refuse("tls.authorities", "is empty and so is rayakka.tls.pinned: no other node's certificate would be accepted.");
        }

        foreach (var file in authorities.Where(file => !File.Exists(Path.Combine(folder, file))))
        {
            reader.Refuse("tls.authorities", $"names {file}, which does not exist in {folder}.");
        }

        if (certificate.Length > 0 && !File.Exists(Path.Combine(folder, certificate)))
        {
            reader.Refuse("tls.certificate", $"is {certificate}, which does not exist in {folder}.");
        }

        return new TlsSettings
        {
            Certificate = Path.Combine(folder, certificate),
            CertificatePassword = password,
            Authorities = [.. authorities.Select(file => Path.Combine(folder, file))],
            Pinned = pinned,
        };
    }
}
