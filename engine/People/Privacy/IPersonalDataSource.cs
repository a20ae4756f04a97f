using System.Globalization;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.People.Privacy;

/// <summary>
/// Says what a plugin keeps about a person, for the copy of her data that she may have (GDPR articles 15 and 20). It is asked when she, or an
/// administrator for her, takes the copy, and stands in it below the plugin's name. Leave out what is not for her to read: notes of staff about
/// her, and secrets.
/// </summary>
public interface IPersonalDataSource
{
    /// <summary>What there is, in an order that people can follow.</summary>
    /// <param name="request">Of whom.</param>
    /// <param name="cancellationToken">Cancelled when the budget is over.</param>
    /// <returns>At most 10,000 items of 100 fields.</returns>
    Task<IReadOnlyList<PersonalDataItem>> FindAsync(PersonalDataRequest request, CancellationToken cancellationToken);
}

/// <summary>Whose data are wanted.</summary>
/// <param name="PersonId">Her id.</param>
/// <param name="Name">What she is called.</param>
/// <param name="Address">Her e-mail address.</param>
public sealed record PersonalDataRequest(long PersonId, string Name, string Address);

/// <summary>One thing that is kept.</summary>
/// <param name="Fields">What it says.</param>
public sealed record PersonalDataItem(IReadOnlyList<PersonalDataField> Fields);

/// <summary>One field of a thing that is kept.</summary>
/// <param name="Key">For programs: lower case letters, digits and hyphens.</param>
/// <param name="Name">For people.</param>
/// <param name="Text">What it says, as it was written.</param>
public sealed record PersonalDataField(string Key, LocalizedText Name, string Text)
{
    /// <summary>A field that says when: as ISO 8601 in UTC, like all of the copy.</summary>
    /// <param name="key">For programs.</param>
    /// <param name="name">For people.</param>
    /// <param name="at">The instant.</param>
    public PersonalDataField(string key, LocalizedText name, DateTimeOffset at)
        : this(key, name, Written(at))
    {
    }

    internal static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>How a source takes part.</summary>
public sealed record PersonalDataOptions
{
    /// <summary>The longest that one question may take; 10 s unless told, 60 s at most.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(10);
}
