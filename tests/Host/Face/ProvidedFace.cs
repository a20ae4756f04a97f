using Helpdesk.Engine.Fields;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Helpdesk.Host.Tests.Face;

/// <summary>A desk whose provider offers all that a ticket can have: types, services, fields of each kind.</summary>
public sealed class ProvidedFace : IAsyncLifetime
{
    internal FaceServer Server { get; private set; } = null!;

    /// <summary>One of the customer's own services, and one of somebody else.</summary>
    internal long Service { get; private set; }

    /// <inheritdoc cref="Service" />
    internal long ForeignService { get; private set; }

    public async Task InitializeAsync()
    {
        Server = await FaceServer.StartAsync();
        var name = (string text) => new LocalizedText([new("en", text), new("nl", text + " (nl)")]);
        await Server.Desk.Store.WriteAsync(
            async (unit, token) =>
            {
                foreach (var (key, order) in new[] { ("hotfix", 10), ("support", 20), ("old", 30) })
                {
                    var type = new TicketType(key);
                    type.Offer("sla", new TicketTypeOffer(key, name($"Type {key}"), name($"What {key} means."), order));
                    if (key == "old")
                    {
                        type.Withdraw();
                    }

                    unit.Desk.TicketTypes.Add(type);
                }

                var customer = await unit.Desk.People.SingleAsync(person => person.Address == FaceServer.Customer, token);
                var stranger = await unit.Desk.People.SingleAsync(person => person.Address == FaceServer.Stranger, token);
                (Service, ForeignService) = (unit.NewId(), unit.NewId());
                unit.Desk.Services.AddRange(
                    new Service(Service, "Hosting M", organisationId: null, customer.Id),
                    new Service(ForeignService, "Not hers", organisationId: null, stranger.Id));
                unit.Desk.FieldDefinitions.AddRange(
                    new FieldDefinition(FieldOwner.Ticket, "domain", FieldKind.Text, name("Domain"), isRequired: true, isForStaff: false, 10),
                    new FieldDefinition(FieldOwner.Ticket, "users", FieldKind.Integer, name("Users"), isRequired: false, isForStaff: false, 20),
                    new FieldDefinition(FieldOwner.Ticket, "since", FieldKind.Instant, name("Since"), isRequired: false, isForStaff: false, 30),
                    new FieldDefinition(FieldOwner.Ticket, "cause", FieldKind.Text, name("Cause"), isRequired: false, isForStaff: true, 40));
            },
            default);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
