using RayAkka.Generators.Surface;

namespace RayAkka.Generators.Tests.Generation;

/// <summary>The generated calls of the surface project, run: what arrives at the method is what was passed, resolved or left out.</summary>
public sealed class RunTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    public RunTests() => Ray.Init(
        new RayOptions { NumCpus = 4, Resources = { ["tpu"] = 20 }, Labels = { ["zone"] = "a" } });

    public void Dispose() => Ray.Shutdown();

    [Fact]
    public void Method_WithValuesRefsAndDefaults_GetsThem()
    {
        var counter = Counter.Remote(5);
        var first = counter.Increment.Remote();

        Assert.Equal(6, Ray.Get(first, s_limit));
        Assert.Equal(16, Ray.Get(counter.Increment.Remote(by: 10), s_limit));
        Assert.Equal(22, Ray.Get(counter.Increment.Remote(first), s_limit));
        Assert.Equal(23, Ray.Get(counter.Increment.Remote(default(Arg<int>)), s_limit));
        Assert.Equal(29, Ray.Get(counter.SlowIncrement.Remote(first), s_limit));
        Assert.Null(Ray.Get(counter.Name.Remote(), s_limit));
        Assert.Equal(6, Ray.Get(Counter.Remote(first).Read.Remote(), s_limit));
    }

    [Fact]
    public async Task Stream_WithAValueOrARef_GivesItsItems()
    {
        var counter = Counter.Remote(3);
        foreach (var stream in new[] { counter.Count.Remote(3), counter.Count.Options(new() { ReadAhead = 1 }).Remote(counter.Read.Remote()) })
        {
            var items = new List<int>();
            await foreach (ObjectRef<int> item in stream)
            {
                items.Add(await item);
            }

            Assert.Equal([0, 1, 2], items);
        }
    }

    [Fact]
    public void Interfaces_InEachMixture_Arrive()
    {
        var canvas = Canvas.Remote();
        var circle = Ray.Put(new Circle(2));
        IShape shape = new Circle(1);

        Assert.Equal(Math.PI + 1, Ray.Get(canvas.Draw.Remote(shape), s_limit), 9);
        Assert.Equal((4 * Math.PI) + 1, Ray.Get(canvas.Draw.Remote(circle), s_limit), 9);
        Assert.Equal((5 * Math.PI) + 1, Ray.Get(canvas.Draw.Remote(shape, circle), s_limit), 9);
        Assert.Equal(5 * Math.PI, Ray.Get(canvas.Draw.Remote(circle, shape, Ray.Put(Mode.Draft)), s_limit), 9);
        Assert.Equal(4, Ray.Get(canvas.DrawAll.Remote(circle, shape, circle, Arg.Of<IShape, Circle>(circle)), s_limit));
    }

    [Fact]
    public void Values_OfEveryKind_Arrive()
    {
        var canvas = Canvas.Remote();
        var number = Ray.Put(7);
        var text = Ray.Put("abc");

        Assert.Equal(3, Ray.Get(canvas.Keep.Remote(number, [1, 2]), s_limit));
        Assert.Equal(2, Ray.Get(canvas.Keep.Remote(null), s_limit));
        Assert.Null(Ray.Get(canvas.Limit.Remote(), s_limit));
        Assert.Equal(7, Ray.Get(canvas.Limit.Remote(number), s_limit));
        Assert.Equal((5, "a\"b"), Ray.Get(canvas.Use.Remote(new() { Width = 2 }, (1, 2)), s_limit));
        Assert.Equal((4, "abc"), Ray.Get(canvas.Use.Remote(Ray.Put(new Pen()), (1, 2), text), s_limit));
        Assert.Equal(4, Ray.Get(canvas.Count.Remote("a", 1, 2, 3), s_limit));
        Assert.Equal(3, Ray.Get(canvas.Count.Remote(text), s_limit));
        Assert.Equal(5, Ray.Get(canvas.Count.Remote(text, new[] { 1, 2 }), s_limit));
        Assert.Equal(4, Ray.Get(canvas.Keywords.Remote(@default: text), s_limit));
        Assert.Equal("7", Ray.Get(canvas.Show.Remote(number), s_limit));
        Assert.Equal("abc", Ray.Get(canvas.Show.Remote(text), s_limit));
        Assert.Equal("abc", Ray.Get(canvas.Echo.Remote(text), s_limit));
        Assert.Equal(2, Ray.Get(canvas.Echo.Remote(1, [2, 3]), s_limit));
        Assert.Equal(7, Ray.Get(canvas.RunTask.Remote(number), s_limit));
        Assert.Equal(7, Ray.Get(Ray.Get(canvas.Pass.Remote(number), s_limit), s_limit));
    }

    [Fact]
    public void Calls_OfTheSurface_AllComplete()
    {
        var canvas = Canvas.Remote();
        var circle = Ray.Put(new Circle(1));
        List<ObjectRef> all =
        [
            .. CanvasCalls.Interfaces(canvas, circle, circle.As<IShape>(), Ray.Put(Mode.Draft)),
            .. CanvasCalls.Values(canvas, Ray.Put(1), Ray.Put<int?>(null), Ray.Put("a"), Ray.Put(new Pen())),
            .. InheritanceCalls.Use(Ray.Put("a")),
            .. GenericCalls.Use(Ray.Put("a"), Ray.Put(1L)),
            .. Accessibility.Use(Ray.Put(new Accessibility.Secret(3))),
        ];

        Assert.Empty(Ray.Wait(all, all.Count, s_limit).NotReady);
        Assert.All(all, r => Ray.Get(r, s_limit));
    }

    [Fact]
    public void Functions_WithValuesAndRefs_Run()
    {
        var counter = Counter.Remote(1);

        Assert.Equal(10, Ray.Get(Functions.Tasks.Later.Remote(Functions.Tasks.Later.Remote(10L)), s_limit));
        Assert.Equal("a", Ray.Get(Functions.Tasks.Later.Remote("a"), s_limit));
        Assert.Equal(10, Ray.Get(Functions.Tasks.Later.Options(new() { NumCpus = 2 }).Remote(10), s_limit));
        Assert.Equal(1, Ray.Get(counter.Read.Remote(), s_limit));
    }

    [Fact]
    public void Class_WithAttributes_AsksForWhatTheySay()
    {
        var counter = Counter.Remote(1);
        Assert.Equal(1, Ray.Get(counter.Read.Remote(), s_limit));

        Assert.Equal(18, Ray.AvailableResources()["tpu"]);
        Assert.Equal(3.5, Ray.AvailableResources()["CPU"]);
    }

    [Fact]
    public void Argument_ThatIsMissingWithoutADefault_FailsAtTheCall()
    {
        var counter = Counter.Remote(1);
        var canvas = Canvas.Remote();

        Assert.Contains("'by'", Assert.Throws<ArgumentException>(() => counter.SlowIncrement.Remote(default(Arg<int>))).Message, StringComparison.Ordinal);
        Assert.Contains("'first'", Assert.Throws<ArgumentNullException>(() => canvas.Draw.Remote((ObjectRef<Circle>)null!)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Functions.Tasks.Later.Remote((ObjectRef<int>)null!));
    }
}
