using System.Globalization;

namespace RayAkka.Streams;

/// <summary>One item of a stream, made here or come from another node. It keeps nothing of the stream alive.</summary>
internal sealed class StreamItem<TItem>(RayRuntime runtime, string name, long index, bool isTask) : ObjectRef<TItem>
{
    internal override RayRuntime? Runtime => runtime;

    internal override string CallName => string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]");

    internal override bool IsTask => isTask;
}
