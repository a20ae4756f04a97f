using Helpdesk.Engine.Access;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Testing;

namespace Helpdesk.Engine.Tests.Tickets;

/// <summary>What a ticket holds beside its conversation: the provider's fields, the service it is about.</summary>
public sealed class FieldTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Fields_are_kept_as_what_they_are_and_those_of_staff_are_theirs(string provider)
    {
        await using var desk = await DeskAsync(provider);
        var ticket = (await desk.Tickets.OpenAsync(Open(("page", "https://shop.example"), ("orders", "12"), ("by", "2026-12-01")), desk.Emma, default)).ShouldBeDone().Ticket!;

        (await desk.DoAsync(ticket, desk.Alex, new SetFields(Values(("orders", "13"), ("cause", "Toaster"))))).ShouldBeDone().Ticket!.Version.Should().Be(2);
        (await desk.DoAsync(ticket, desk.Alex, new SetFields(Values(("orders", "13"))))).ShouldBeDone().Ticket!.Version.Should().Be(2, "it was so already");
        (await desk.DoAsync(ticket, desk.Alex, new SetFields(Values(("by", ""))))).ShouldBeDone();

        (await FieldsAsync(desk, desk.Alex, ticket)).Should().Equal(("page", "https://shop.example"), ("orders", "13"), ("cause", "Toaster"));
        (await FieldsAsync(desk, desk.Emma, ticket)).Should().Equal(("page", "https://shop.example"), ("orders", "13"));
        (await desk.DoAsync(ticket, desk.Emma, new SetFields(Values(("orders", "1"))))).ShouldBeRefused(RefusalKind.Forbidden, "desk.fields-forbidden");
    }

    [Fact]
    public async Task A_field_that_is_missing_unknown_or_of_the_wrong_kind_is_named()
    {
        await using var desk = await DeskAsync("sqlite");

        var result = await desk.Tickets.OpenAsync(Open(("orders", "a dozen"), ("by", "soon"), ("cause", "Not mine to say"), ("color", "red")), desk.Emma, default);

        result.Refusals.Select(refusal => (refusal.Field, refusal.Sentence.Key)).Should().BeEquivalentTo(
            [("fields.orders", "desk.field-no-number"), ("fields.by", "desk.field-no-instant"), ("fields", "desk.field-unknown"), ("fields", "desk.field-unknown"), ("fields.page", "desk.field-missing")]);
        result.Refusals.Should().OnlyContain(refusal => RefusalExtensions.IsSaid(refusal.Sentence));
        (await desk.Tickets.OpenAsync(Open(("page", new string('x', 401))), desk.Emma, default)).ShouldBeRefused(RefusalKind.Invalid, "desk.field-too-long");
    }

    [Fact]
    public async Task A_ticket_is_about_a_service_of_the_requesters_or_of_her_organisation()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var (studio, bakery) = await OrganisationsAsync(desk);
        var ended = new Service(63, "Ended", null, desk.Emma.PersonId);
        ended.SetUp("Ended", null, desk.Emma.PersonId, hasEnded: true);
        await desk.SetUpAsync(new Service(60, "Hers", null, desk.Emma.PersonId), new Service(61, "The studio's", studio, null), new Service(62, "The bakery's", bakery, null), ended);

        var ticket = (await desk.Tickets.OpenAsync(new Open("s", "support", "b", []) { ServiceId = 61, Urgency = Urgency.High }, desk.Emma, default)).ShouldBeDone().Ticket!;

        (ticket.ServiceId, ticket.OrganisationId, ticket.Urgency).Should().Be((61, studio, Urgency.High));
        (await desk.Reader.FindAsync(desk.Tom, ticket.Number, default))!.Service.Should().Be("The studio's");
        foreach (var foreign in new long[] { 62, 63, 64 })
        {
            (await desk.Tickets.OpenAsync(new Open("s", "support", "b", []) { ServiceId = foreign }, desk.Emma, default)).ShouldBeRefused(RefusalKind.Invalid, "desk.service-unknown");
        }

        (await desk.Tickets.OpenAsync(new Open("s", "support", "b", []) { Urgency = (Urgency)7 }, desk.Emma, default)).ShouldBeRefused(RefusalKind.Invalid, "desk.urgency-unknown");
    }

    private static async Task<(long Studio, long Bakery)> OrganisationsAsync(DeskUnderTest desk)
    {
        await using var tables = desk.Store.Read();
        var organisations = tables.Organisations.ToDictionary(organisation => organisation.Name, organisation => organisation.Id, StringComparer.Ordinal);
        return (organisations["Brightwater"], organisations["De Wilg"]);
    }

    private static async Task<DeskUnderTest> DeskAsync(string provider)
    {
        var desk = await DeskUnderTest.OpenAsync(provider);
        await desk.SetUpAsync(
            new FieldDefinition(FieldOwner.Ticket, "page", FieldKind.Text, LocalizedText.Of("Page", "Pagina", "Page", "ページ"), isRequired: true, isForStaff: false, 10),
            new FieldDefinition(FieldOwner.Ticket, "orders", FieldKind.Integer, LocalizedText.Of("Orders", "Bestellingen", "Commandes", "注文数"), isRequired: false, isForStaff: false, 20),
            new FieldDefinition(FieldOwner.Ticket, "by", FieldKind.Instant, LocalizedText.Of("Needed by", "Nodig op", "Pour le", "希望日"), isRequired: false, isForStaff: false, 30),
            new FieldDefinition(FieldOwner.Ticket, "cause", FieldKind.Text, LocalizedText.Of("Cause", "Oorzaak", "Cause", "原因"), isRequired: false, isForStaff: true, 40));
        return desk;
    }

    private static Open Open(params (string, string)[] fields) => new("s", "support", "b", []) { Fields = Values(fields) };

    private static Dictionary<string, string> Values(params (string Key, string Value)[] fields) => fields.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);

    private static async Task<IEnumerable<(string, string)>> FieldsAsync(DeskUnderTest desk, Actor reader, TicketSnapshot ticket) =>
        (await desk.Reader.FindAsync(reader, ticket.Number, default))!.Fields.Select(field => (field.Key, field.Value));
}
