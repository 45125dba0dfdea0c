using System.Collections.Generic;

namespace RayAkka.Rules;

// Which types of the base library cannot travel, by the full name that both Roslyn's symbols and System.Type have ("Namespace.Name`1").
// A type derived from one of them is refused as well. Delegates, pointers and ref structs are kinds of types, not names: not in here.
internal static class RefusedTypes
{
    public const string CancellationToken = "System.Threading.CancellationToken";
    public const string ObjectRefStream = "RayAkka.ObjectRefStream`1";

    private static readonly Dictionary<string, string> s_reasons = Build();

    public static IEnumerable<string> Names => s_reasons.Keys;

    /// <summary>The reason why a type cannot travel, or null; the bases of a class are asked for one by one by the caller.</summary>
    public static string? ReasonFor(string fullName) => s_reasons.TryGetValue(fullName, out var reason) ? reason
        : fullName == ObjectRefStream ? RemoteRuleTexts.ObjectRefStream : null;

    private static Dictionary<string, string> Build()
    {
        var reasons = new Dictionary<string, string>(System.StringComparer.Ordinal);

        void Add(string reason, string ns, params string[] names)
        {
            foreach (var name in names)
            {
                reasons.Add(ns + "." + name, reason);
            }
        }

        Add(RemoteRuleTexts.Delegate, "System", "Delegate", "MulticastDelegate");
        Add(RemoteRuleTexts.Expression, "System.Linq.Expressions", "Expression");
        Add(RemoteRuleTexts.Expression, "System.Linq", "IQueryable", "IQueryable`1");
        Add(RemoteRuleTexts.Task, "System.Threading.Tasks", "Task", "Task`1", "ValueTask", "ValueTask`1");
        Add(RemoteRuleTexts.Task, "System.Threading.Tasks", "TaskCompletionSource", "TaskCompletionSource`1");
        Add(RemoteRuleTexts.CancellationSource, "System.Threading", "CancellationTokenSource", "CancellationTokenRegistration");
        Add(RemoteRuleTexts.Stream, "System.IO", "Stream", "TextReader", "TextWriter", "BinaryReader", "BinaryWriter");
        Add(RemoteRuleTexts.Stream, "System.IO.Pipelines", "PipeReader", "PipeWriter", "IDuplexPipe");
        Add(RemoteRuleTexts.Stream, "System.Threading.Channels", "Channel`1", "Channel`2", "ChannelReader`1", "ChannelWriter`1");
        Add(RemoteRuleTexts.Iterator, "System.Collections", "IEnumerator");
        Add(RemoteRuleTexts.Iterator, "System.Collections.Generic", "IEnumerator`1", "IAsyncEnumerator`1", "IAsyncEnumerable`1");
        Add(RemoteRuleTexts.Thread, "System.Threading", "Thread", "ITimer", "Timer", "PeriodicTimer", "WaitHandle", "Lock");
        Add(RemoteRuleTexts.Thread, "System.Threading", "SemaphoreSlim", "ManualResetEventSlim");
        Add(RemoteRuleTexts.Thread, "System.Threading", "CountdownEvent", "Barrier", "ReaderWriterLockSlim");
        Add(RemoteRuleTexts.Thread, "System.Threading", "SynchronizationContext", "ExecutionContext", "ThreadLocal`1", "AsyncLocal`1");
        Add(RemoteRuleTexts.Thread, "System.Threading.Tasks", "TaskScheduler");
        Add(RemoteRuleTexts.Handle, "System.Runtime.InteropServices", "SafeHandle", "CriticalHandle", "GCHandle");
        Add(RemoteRuleTexts.Handle, "System.Diagnostics", "Process");
        Add(RemoteRuleTexts.Handle, "System.Net.Sockets", "Socket", "TcpClient", "TcpListener", "UdpClient");
        Add(RemoteRuleTexts.Handle, "System.Net.Http", "HttpMessageInvoker");
        return reasons;
    }
}
