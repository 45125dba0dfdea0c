namespace RayAkka.Scheduling;

/// <summary>One physical GPU.</summary>
/// <param name="Index">The number that CUDA_VISIBLE_DEVICES calls it by, under CUDA_DEVICE_ORDER=PCI_BUS_ID.</param>
/// <param name="Uuid">Such as "GPU-5f3c...".</param>
/// <param name="Name">Such as "NVIDIA H200".</param>
internal sealed record GpuDevice(int Index, string Uuid, string Name);
