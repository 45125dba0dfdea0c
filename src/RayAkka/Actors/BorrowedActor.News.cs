using RayAkka.Engine;

namespace RayAkka.Actors;

/// <content>What the owner says of the actor, and what becomes of the calls until it has said it.</content>
internal sealed partial class BorrowedActor
{
    public void OnNews(ActorNews news)
    {
        ActorShell? left = null;
        lock (Gate)
        {
            if (State == ActorState.Dead || news.Version <= _version)
            {
                return;
            }

            _version = news.Version;
            See(news);
            if (_route is not null && (news.State != ActorState.Alive || news.Incarnation != _incarnation))
            {
                left = _route;
                _route = null;
                BecomeUncertain();
            }
        }

        // The old way gives its calls back before anything is sent over the next.
        left?.Kill(graceful: false);
        switch (news.State)
        {
            case ActorState.Dead:
                Die(news.Death ?? Died(ActorDeathCause.Unknown, "its owner has ended it"));
                break;

            case ActorState.Alive:
                Follow(news);
                break;

            case ActorState.Restarting:
                BecomeRebuilt();
                break;

            default:
                break;
        }
    }

    /// <summary>The incarnation is not there any more, whatever the reason.</summary>
    public void OnRouteClosed(ActorShell route)
    {
        lock (Gate)
        {
            if (!ReferenceEquals(route, _route))
            {
                return;
            }

            _route = null;
            BecomeUncertain();
        }

        Runtime.Peers.Tell(Owner, new AskActor(Id));
    }

    public override void OnDrained(ActorShell shell, List<ObjectRef> calls, bool first)
    {
        lock (Gate)
        {
            if (State != ActorState.Dead && _route is null)
            {
                _limbo.AddRange(calls);
                return;
            }
        }

        Reroute(calls, beforeAllOthers: false);
    }

    // Under the lock.
    private void See(ActorNews news)
    {
        var isChange = (_seen, _restarts) != (news.State, news.Incarnation);
        _seen = news.State;
        _restarts = news.Incarnation;
        _seenNode = news.Node.IsNil ? _seenNode : news.Node;
        Loss = news.Loss ?? Loss;
        if (isChange && news.State != ActorState.Dead)
        {
            Report();
        }
    }

    private void Follow(ActorNews news)
    {
        if (Runtime.Peers.Await(news.Node, () => Follow(news)))
        {
            // The owner has met a new node before this process has; its news is not told twice.
            return;
        }

        ActorShell? route = null;
        var isGone = false;
        lock (Gate)
        {
            if (State == ActorState.Dead || _version != news.Version || (_route is not null && _incarnation == news.Incarnation))
            {
                return;
            }

            if (_incarnation == news.Incarnation)
            {
                // Its node has said that this incarnation is over: the owner will hear of it too.
                return;
            }

            route = Runtime.Peers.RouteTo(this, news);
            isGone = route is null;
            _incarnation = news.Incarnation;
            if (isGone)
            {
                BecomeUncertain();
            }
        }

        SettleLimbo();
        if (isGone)
        {
            Runtime.Peers.Tell(Owner, new AskActor(Id));
            return;
        }

        var isOld = false;
        lock (Gate)
        {
            isOld = State == ActorState.Dead || _version != news.Version;
            if (!isOld)
            {
                _route = route;
                route!.Start();
                BecomeAlive(route);
            }
        }

        if (isOld)
        {
            route!.Lose();
        }
    }

    private void BecomeRebuilt()
    {
        List<ObjectRef> refused = [];
        lock (Gate)
        {
            if (State == ActorState.Dead)
            {
                return;
            }

            if (_incarnation < 0)
            {
                // Its first one was lost under way: calls wait here as they do in the owner's process.
                State = ActorState.Restarting;
            }
            else
            {
                refused = BecomeRefusing();
            }
        }

        SettleLimbo();
        refused.ForEach(FailAsUnavailable);
    }

    private void SettleLimbo()
    {
        List<ObjectRef> calls;
        lock (Gate)
        {
            calls = [.. _limbo];
            _limbo.Clear();
        }

        Reroute(calls, beforeAllOthers: true);
    }
}
