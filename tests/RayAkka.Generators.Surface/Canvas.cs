namespace RayAkka.Generators.Surface;

/// <summary>Parameters of every kind that needs an overload of its own.</summary>
[Remote]
public class Canvas
{
    private readonly List<object?> _drawn = [];

    /// <summary>Interfaces: each mixture of values and refs, up to three of them.</summary>
    public double Draw(IShape first, IShape? second = null, Mode mode = Mode.Fine) =>
        first.Area + (second?.Area ?? 0) + (int)mode;

    /// <summary>Beyond three.</summary>
    public int DrawAll(IShape a, IShape b, IShape c, IShape d) => new[] { a, b, c, d }.Length;

    /// <summary>An object.</summary>
    public int Keep(object? thing, int[]? marks = null)
    {
        _drawn.Add(thing);
        return _drawn.Count + (marks?.Length ?? 0);
    }

    /// <summary>A value that may be null.</summary>
    public int? Limit(int? limit = null) => limit;

    /// <summary>Class types, tuples and nullable references.</summary>
    public (int Width, string? Label) Use(Pen pen, (int X, int Y) at, string? label = "a\"b") => (pen.Width + at.X + at.Y, label);

    /// <summary>Any number of arguments.</summary>
    public int Count(string title, params int[] values) => title.Length + values.Length;

    /// <summary>Refs and handles as they are.</summary>
    public ObjectRef<int> Pass(ObjectRef<int> value, ActorHandle<Canvas>? other = null) => other is null ? value : other.Count.Remote("", []);

    /// <summary>Names that are keywords.</summary>
    public int Keywords(int @class = 1, string @default = "x") => @class + @default.Length;

    /// <summary>Overloads.</summary>
    public string Show(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Overloads by type.</summary>
    public string Show(string value) => value;

    /// <summary>Any type.</summary>
    public T Echo<T>(T value, List<T>? more = null)
        where T : notnull => more is { Count: > 0 } ? more[0] : value;

    /// <summary>A name that every handle has already.</summary>
    [Method(Name = "RunTask")]
    public int Task(int x) => x;
}
