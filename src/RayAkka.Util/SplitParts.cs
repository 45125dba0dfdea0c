namespace RayAkka.Util;

/// <summary>The parts of tuples, as remote functions that cost no CPU.</summary>
internal static class SplitParts
{
    [Remote(NumCpus = 0)]
    public static T1 First<T1, T2>((T1 First, T2 Second) pair) => pair.First;

    [Remote(NumCpus = 0)]
    public static T2 Second<T1, T2>((T1 First, T2 Second) pair) => pair.Second;

    [Remote(NumCpus = 0)]
    public static T1 FirstOf3<T1, T2, T3>((T1 First, T2 Second, T3 Third) triple) => triple.First;

    [Remote(NumCpus = 0)]
    public static T2 SecondOf3<T1, T2, T3>((T1 First, T2 Second, T3 Third) triple) => triple.Second;

    [Remote(NumCpus = 0)]
    public static T3 ThirdOf3<T1, T2, T3>((T1 First, T2 Second, T3 Third) triple) => triple.Third;
}
