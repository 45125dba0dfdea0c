using RayAkka.Expressions;
using RayAkka.Tests.Expressions.Samples;

namespace RayAkka.Tests.Expressions;

public class TokenTests
{
    [Fact]
    public void Token_NoneOrDefault_IsReplacedByTheRuntimes()
    {
        using var source = new CancellationTokenSource();
        var none = CancellationToken.None;
        foreach (var call in new[]
        {
            Calls.Method(x => x.Token(1, CancellationToken.None)), Calls.Method(x => x.Token(1, default)), Calls.Method(x => x.Token(1, none)),
        })
        {
            var gym = new Gym("g");
            Assert.Equal(1, call.Run(gym, source.Token));
            Assert.Equal(source.Token, gym.Seen);
            Assert.Equal(CallArgumentKind.CancellationToken, call.Arguments[1].Kind);
        }
    }

    [Fact]
    public void Token_OfTheCallers_IsRefused()
    {
        using var source = new CancellationTokenSource();

        Assert.Contains(
            "The runtime fills in the token 'token' of Gym.Token; pass CancellationToken.None",
            Calls.MisuseOf(x => x.Token(1, source.Token)));
    }
}
