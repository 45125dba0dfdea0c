namespace RayAkka.Objects;

/// <summary>A ref that is another one seen as something else.</summary>
internal interface ICastRef
{
    /// <summary>The ref that it stands for, itself no such one.</summary>
    ObjectRef Source { get; }
}
