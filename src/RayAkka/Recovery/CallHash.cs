using System.IO.Hashing;
using RayAkka.Wire;

namespace RayAkka.Recovery;

/// <summary>
/// What tells a call's method and arguments apart, the same in every process: a hash of the call as it would travel, with types by name. Refs
/// and handles count as what made them where that is known to be the same when the work is done again, else as their type. What cannot be
/// encoded counts as its method alone: it is better not to notice a difference than to see one that is none.
/// </summary>
internal static class CallHash
{
    private const int KeptBuffer = 64 * 1024;

    [ThreadStatic]
    private static HashContext? t_context;

    /// <summary>The hash of a call that was not run yet; never 0.</summary>
    public static ulong Of(ObjectRef call)
    {
        // Taken out while it is in use: encoding may run a user's code, which may call.
        var context = t_context ?? new HashContext();
        t_context = null;
        var writer = context.Writer;
        writer.Clear();
        try
        {
            CallWire.Write(writer, call, context);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            writer.Clear();
            writer.String(call.GetType().ToString());
            writer.String(call.CallDescriptor?.Name);
        }

        var hash = XxHash3.HashToUInt64(writer.Written);
        if (writer.Length <= KeptBuffer)
        {
            t_context = context;
        }

        return hash == 0 ? 1 : hash;
    }
}
