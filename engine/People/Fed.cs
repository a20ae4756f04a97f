using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.People;

/// <summary>Somebody or something as another system knows it, brought to the desk by that system's own key.</summary>
/// <param name="Source">The other system: lower case letters, digits and hyphens, at most 40.</param>
/// <param name="ExternalId">What it calls her or it; at most 200 characters.</param>
internal abstract record Fed(string Source, string ExternalId)
{
    public abstract ExternalKind Kind { get; }

    internal abstract Fed Tidy();

    /// <summary>What can be found wrong without looking anything up.</summary>
    internal virtual IEnumerable<Refusal> Check()
    {
        if (Source.Length is 0 or > ExternalKey.LongestSource || !Source.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            yield return Invalid("source", "feed.source-invalid", ExternalKey.LongestSource);
        }

        if (ExternalId.Length is 0 or > ExternalKey.LongestExternalId || ExternalId.Any(char.IsControl))
        {
            yield return Invalid("externalId", "feed.external-id-invalid", ExternalKey.LongestExternalId);
        }
    }

    /// <summary>Makes the desk's own like it.</summary>
    /// <param name="id">Whose the key is already; null when it is new.</param>
    /// <returns>The id of what it is here; of no meaning when it was refused.</returns>
    internal abstract Task<long> ApplyAsync(FeedChange change, long? id, CancellationToken cancellationToken);

    protected static Refusal Invalid(string field, string key, params IReadOnlyList<object> arguments) =>
        new(RefusalKind.Invalid, new Phrase(key, arguments), field);

    protected static IEnumerable<Refusal> CheckName(string name, int longest)
    {
        if (name.Length == 0)
        {
            yield return Invalid("name", "feed.name-missing");
        }
        else if (name.Length > longest)
        {
            yield return Invalid("name", "desk.person-name-too-long", longest);
        }
    }
}

/// <summary>Somebody or something that is meant: by the desk's id, or by another system's key.</summary>
internal sealed record FeedReference(long? Id, string Source = "", string ExternalId = "");
