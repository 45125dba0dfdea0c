using System.Runtime.ExceptionServices;

namespace RayAkka.Scheduling;

/// <summary>
/// Requests that were settled under the lock and are to be told outside it. Telling one may settle others on the same thread; those
/// are appended to the round that is already going on instead of nesting, so that a chain of any length runs in one loop.
/// </summary>
internal struct SettledRequests
{
    [ThreadStatic]
    private static Round? t_round;

    private PlacementRequest? _first;
    private PlacementRequest? _last;

    internal void Add(PlacementRequest request)
    {
        if (_last is null)
            _first = request;
        else
            _last.Next = request;
        _last = request;
    }

    internal readonly void Deliver()
    {
        if (_first is not null)
            (t_round ??= new Round()).Deliver(_first, _last!);
    }

    private sealed class Round
    {
        private PlacementRequest? _first;
        private PlacementRequest? _last;
        private bool _running;

        internal void Deliver(PlacementRequest first, PlacementRequest last)
        {
            if (_first is null)
                _first = first;
            else
                _last!.Next = first;
            _last = last;
            if (_running)
                return;

            _running = true;
            Exception? failure = null;
            while (_first is { } request)
            {
                _first = request.Next;
                request.Next = null;
                try
                {
                    request.Deliver();
                }
                // a request that breaks its promise must not cost the others their place; the first failure is thrown below
                catch (Exception exception)
                {
                    failure ??= exception;
                }
            }

            _last = null;
            _running = false;
            if (failure is not null)
                ExceptionDispatchInfo.Throw(failure);
        }
    }
}
