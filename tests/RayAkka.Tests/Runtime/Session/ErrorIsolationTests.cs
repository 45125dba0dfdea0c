using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Session;

public sealed class ErrorIsolationTests : RayTest
{
    [Fact]
    public async Task Error_OfACall_IsNotTheObjectThatTheActorThrew()
    {
        var thrower = Thrower.Remote();

        var error = await Assert.ThrowsAsync<RayTaskException>(() => thrower.Throw.Remote().AsTask().Within());
        error.InnerException!.Data["note"] = "the caller's";

        Assert.Equal("kept", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
        Assert.True(Thrower.Last!.TryGetTarget(out var thrown));
        Assert.NotSame(thrown, error.InnerException);
        Assert.Equal(0, await thrower.CountNotes.Remote());
        Assert.Contains(nameof(Thrower.Throw), error.RemoteStackTrace, StringComparison.Ordinal);
    }
}
