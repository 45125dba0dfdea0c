namespace RayAkka.Actors;

/// <summary>A way over which calls come to an incarnation from elsewhere than its owner.</summary>
internal interface ICellRoute
{
    /// <summary>The incarnation takes no calls any more; those that it has not answered by now it never will.</summary>
    void OnCellClosed();
}
