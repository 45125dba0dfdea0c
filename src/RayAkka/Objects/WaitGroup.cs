namespace RayAkka.Objects;

/// <summary>Nodes of which so many must be able to go on.</summary>
/// <param name="Members">The nodes.</param>
/// <param name="Needed">How many of them.</param>
internal sealed record WaitGroup(List<WaitNode> Members, int Needed)
{
    public bool IsStuck
    {
        get
        {
            var free = 0;
            foreach (var member in Members)
            {
                if (!member.IsStuck && ++free >= Needed)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
