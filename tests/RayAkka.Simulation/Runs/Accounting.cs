namespace RayAkka.Simulation.Runs;

/// <summary>Laws of replayed actors: what was acknowledged is there, once and in order; no money comes or goes.</summary>
internal static class Accounting
{
    public static void Check(World world)
    {
        var total = 0L;
        var accounts = 0;
        var areAllThere = true;
        foreach (var actor in world.Actors)
        {
            if (!actor.IsReplay)
                continue;
            accounts++;
            if (actor.MayHaveEnded is not null || actor.Record is not { State: ActorState.Alive, Cell.Instance: IAccount account })
            {
                areAllThere = false;
                if (actor.MayHaveEnded is null && actor.MaxRestarts < 0)
                    throw world.Simulator.Break($"{actor} is not there: {actor.Record.State}");
                continue;
            }

            Check(world, actor, account.State);
            total += account.State.Balance;
        }

        if (areAllThere && total != accounts * World.StartBalance)
            throw world.Simulator.Break($"The accounts hold {total}; they began with {accounts * World.StartBalance}");
    }

    private static void Check(World world, ActorEntry actor, AccountState state)
    {
        var applied = new HashSet<int>();
        var last = new Dictionary<string, int>();
        foreach (var id in state.Applied)
        {
            var call = world.Calls[id];
            if (!applied.Add(id))
                throw world.Simulator.Break($"{call} has taken effect twice on {actor}");
            if (!world.RunsAgain(call.Caller))
            {
                if (call.Sequence <= last.GetValueOrDefault(call.Caller))
                    throw world.Simulator.Break($"{call} has taken effect on {actor} behind the caller's call {last[call.Caller]}");
                last[call.Caller] = call.Sequence;
            }
        }

        foreach (var call in world.Calls)
        {
            if (call.Actor == actor && call.HasSucceeded && !applied.Contains(call.Id))
                throw world.Simulator.Break($"{call} was acknowledged, and {actor} does not know of it");
        }
    }
}
