using System.Text.Json;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Helpdesk.Engine.Tickets.Guests;

/// <summary>Tickets that wait to be confirmed.</summary>
internal static class GuestMapping
{
    private static readonly ValueComparer<IReadOnlyList<GuestField>> Whole = new(
        (one, other) => one!.SequenceEqual(other!), fields => fields.Aggregate(0, (hash, field) => HashCode.Combine(hash, field)), fields => fields.ToList());

    public static void Map(ModelBuilder model) =>
        model.Entity<GuestTicket>(ticket =>
        {
            ticket.ToTable(nameof(GuestTicket));
            ticket.Property(t => t.Id).ValueGeneratedNever();
            ticket.Property(t => t.Name).HasMaxLength(Person.LongestName);
            ticket.Property(t => t.Address).HasMaxLength(Person.LongestAddress);
            ticket.Property(t => t.FoldedAddress).HasMaxLength(Person.LongestAddress);
            ticket.Property(t => t.Language).HasMaxLength(20);
            ticket.Property(t => t.Subject).HasMaxLength(Ticket.LongestSubject);
            ticket.Property(t => t.Department).HasMaxLength(40);
            ticket.Property(t => t.Fields).HasConversion(
                fields => JsonSerializer.Serialize(fields, OutboxJson.Options), json => JsonSerializer.Deserialize<List<GuestField>>(json, OutboxJson.Options)!, Whole);
            ticket.HasIndex(t => t.ExpiresAt);
        });
}
