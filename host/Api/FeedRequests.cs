using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Helpdesk.Engine.People;

namespace Helpdesk.Host.Api;

/// <summary>A customer as another system knows her. There is no role: a feed gives nobody one.</summary>
internal sealed record FedPersonRequest
{
    [Required, MaxLength(Person.LongestName)]
    public string? Name { get; init; }

    [Required, MaxLength(Person.LongestAddress), Description("An e-mail address alone.")]
    public string? Address { get; init; }

    [MaxLength(20), Description("BCP 47, such as nl; left out, it stays, and is English for somebody new.")]
    public string? Language { get; init; }

    [MaxLength(FedPerson.MostOrganisations), Description("All organisations in which that system has the person: ids of the desk, or objects with source and externalId. Left out, they stay. Memberships in organisations that this source does not feed always stay.")]
    public IReadOnlyList<OwnerRequest>? Organisations { get; init; }
}

/// <summary>An organisation as another system knows it.</summary>
internal sealed record FedOrganisationRequest
{
    [Required, MaxLength(Organisation.LongestName)]
    public string? Name { get; init; }

    [Description("Whether members see all tickets of the organisation, or their own only. Left out, it stays, and is false for a new one.")]
    public bool? MembersSeeAllTickets { get; init; }
}

/// <summary>A service as another system knows it: an organisation's or a person's.</summary>
internal sealed record FedServiceRequest
{
    [Required, MaxLength(Service.LongestName)]
    public string? Name { get; init; }

    [Description("Whose it is: an id of the desk, or an object with source and externalId. Either this or person.")]
    public OwnerRequest? Organisation { get; init; }

    [Description("Whose it is, when it is no organisation's.")]
    public OwnerRequest? Person { get; init; }

    [Description("It is over: tickets keep it, nobody can choose it.")]
    public bool? HasEnded { get; init; }
}

/// <summary>Somebody or something that is meant: by the desk's id, or by another system's key.</summary>
[JsonConverter(typeof(TextOr<OwnerRequest, OwnerRequest.Parts>))]
internal sealed record OwnerRequest(FeedReference Reference) : ITextOr<OwnerRequest, OwnerRequest.Parts>
{
    /// <summary>No id of ours is 0, so what is no number is nobody's.</summary>
    public static OwnerRequest Of(string text) => new(new FeedReference(Resource.TryId(text, out var id) ? id : 0));

    public static OwnerRequest Of(Parts parts) => new(new FeedReference(Id: null, parts.Source ?? "", parts.ExternalId ?? ""));

    /// <summary>By another system's key.</summary>
    internal sealed record Parts
    {
        [Required, MaxLength(ExternalKey.LongestSource)]
        public string? Source { get; init; }

        [Required, MaxLength(ExternalKey.LongestExternalId)]
        public string? ExternalId { get; init; }
    }
}
