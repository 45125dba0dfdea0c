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

        Assert.Equal(source.Token, Calls.Method(x => x.Token(1, CancellationToken.None)).Run(new Gym("g"), source.Token));
        Assert.Equal(source.Token, Calls.Method(x => x.Token(1, default)).Run(new Gym("g"), source.Token));
        var call = Calls.Method(x => x.Token(1, none));
        Assert.Equal(CallArgumentKind.CancellationToken, call.Arguments[1].Kind);
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
