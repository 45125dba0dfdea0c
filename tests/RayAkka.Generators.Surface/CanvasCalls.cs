namespace RayAkka.Generators.Surface;

internal static class CanvasCalls
{
    public static List<ObjectRef> Interfaces(
        ActorHandle<Canvas> canvas, ObjectRef<Circle> circle, ObjectRef<IShape> shape, ObjectRef<Mode> mode)
    {
        IShape value = new Circle(1);
        return
        [
            canvas.Draw.Remote(new Circle(1)),
            canvas.Draw.Remote(value, null),
            canvas.Draw.Remote(circle),
            canvas.Draw.Remote(circle, shape, mode),
            canvas.Draw.Remote(value, circle, Mode.Draft),
            canvas.Draw.Remote(second: circle, first: value),
            canvas.DrawAll.Remote(value, circle, shape, Arg.Of(value)),
            canvas.DrawAll.Remote(value, value, value, Arg.Of<IShape, Circle>(circle)),
        ];
    }

    public static List<ObjectRef> Values(
        ActorHandle<Canvas> canvas, ObjectRef<int> number, ObjectRef<int?> maybe, ObjectRef<string> text, ObjectRef<Pen> pen) =>
    [
        canvas.Keep.Remote(5),
        canvas.Keep.Remote(null),
        canvas.Keep.Remote(number, [1, 2]),
        canvas.Keep.Remote(canvas.Limit.Remote(number), null),
        canvas.Limit.Remote(),
        canvas.Limit.Remote(null),
        canvas.Limit.Remote(number),
        canvas.Limit.Remote(maybe),
        canvas.Use.Remote(new() { Width = 2 }, (1, 2)),
        canvas.Use.Remote(pen, (X: 1, Y: 2), text),
        canvas.Use.Remote(pen, at: (1, 2), label: Arg.Of((string?)null)),
        canvas.Count.Remote("a"),
        canvas.Count.Remote("a", 1, 2, 3),
        canvas.Count.Remote(text, new[] { 1, 2 }),
        canvas.Pass.Remote(number, canvas),
        canvas.Keywords.Remote(@default: text),
        canvas.Show.Remote(1),
        canvas.Show.Remote(number),
        canvas.Show.Remote(text),
        canvas.Echo.Remote(1, [2, 3]),
        canvas.Echo.Remote(text),
        canvas.RunTask.Remote(number),
    ];
}
