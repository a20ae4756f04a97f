using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>An address that is to get a copy of the replies.</summary>
/// <param name="Address">An e-mail address alone, at most 320 UTF-16 code units.</param>
/// <param name="Name">Whose it is; empty where nobody said, at most 200 UTF-16 code units.</param>
public sealed record CcAddress(string Address, string Name = "")
{
    internal string Folded => Person.Fold(Address);

    internal CcAddress Tidy() => new(StorableText.Of(Address).Trim(), OneLine.Of(Name));

    internal void Check(ActCheck check)
    {
        if (!EmailAddress.IsOne(Address))
        {
            check.Invalid("cc", "desk.cc-invalid", Address.Length <= 80 ? Address : Address[..80]);
        }
        else if (Name.Length > Person.LongestName)
        {
            check.Invalid("cc", "desk.person-name-too-long", Person.LongestName);
        }
    }
}
