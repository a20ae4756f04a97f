namespace Helpdesk.Engine.People.Joining;

/// <summary>Who may add people (row A1). Staff always may; others ask.</summary>
internal enum WhoAdds
{
    Staff,

    /// <summary>The managers of an organisation add its members too.</summary>
    Managers,

    /// <summary>So does each member.</summary>
    Members,
}

/// <summary>What administrators say of the way in.</summary>
/// <param name="StaffNeedSecondFactor">Whether staff sign in with a code beside their password.</param>
/// <param name="GuestsMayOpen">Whether somebody whom nobody has added may open a ticket (row E9).</param>
internal sealed record AccessRules(WhoAdds WhoAdds, bool StaffNeedSecondFactor = false, bool GuestsMayOpen = false);

/// <summary>How the desk lets people in: one row.</summary>
internal sealed class AccessPolicy
{
    public const int OnlyId = 1;

    private AccessPolicy()
    {
    }

    public AccessPolicy(WhoAdds whoAdds)
    {
        Id = OnlyId;
        WhoAdds = whoAdds;
    }

    public int Id { get; private set; }

    public WhoAdds WhoAdds { get; private set; }

    /// <summary>Whether staff sign in with a code beside their password.</summary>
    public bool StaffNeedSecondFactor { get; private set; }

    /// <summary>Whether guests may open tickets, each by a link that proves the address.</summary>
    public bool GuestsMayOpen { get; private set; }

    public void SetUp(AccessRules rules) => (WhoAdds, StaffNeedSecondFactor, GuestsMayOpen) = (rules.WhoAdds, rules.StaffNeedSecondFactor, rules.GuestsMayOpen);

    /// <summary>Whether a member may add others to her organisation herself.</summary>
    public bool LetsAdd(Membership membership) => WhoAdds == WhoAdds.Members || (WhoAdds == WhoAdds.Managers && membership.IsManager);
}
