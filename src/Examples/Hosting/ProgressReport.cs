namespace RayAkka.Examples.Hosting;

/// <summary>Takes how far a piece of work has come: a share from 0 to 1 and a few words.</summary>
internal delegate void ProgressReport(double fraction, string note);
