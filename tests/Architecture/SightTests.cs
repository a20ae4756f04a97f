using FluentAssertions;
using Helpdesk.Engine.Storage;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Helpdesk.Architecture.Tests;

/// <summary>
/// What a person may see is answered by <c>Sight</c> alone. Whoever reads the tables behind it bypasses that answer, so
/// each file that does is named here with its reason.
/// </summary>
public sealed class SightTests
{
    /// <summary>Who may read which set, and why nobody sees anything by it that she should not.</summary>
    private static readonly Dictionary<string, Excuse> Machinery = new(StringComparer.Ordinal)
    {
        ["engine/Storage/DeskTables.cs"] = new("maps them", "AllTickets", "AllTicketNumbers", "AllMessages", "AllHistory", "AllAttachments", "AllMail", "AllCc", "AllShares", "AllFollowings", "AllFieldValues", "AllHeldForms", "AllHeldMessages", "AllMessagePages"),
        ["engine/Access/Sight.cs"] = new("is the answer", "AllTickets", "AllMessages", "AllHistory", "AllAttachments", "AllCc", "AllFieldValues"),
        ["engine/Access/SharedSight.cs"] = new("is the answer", "AllTickets", "AllShares", "AllFollowings", "AllCc"),
        ["engine/Tickets/Acts/Share.cs"] = new("shares a ticket that the desk has let in", "AllShares"),
        ["engine/Tickets/Acts/Unshare.cs"] = new("ends shares of a ticket that the desk has let in", "AllShares", "AllFollowings"),
        ["engine/Tickets/Acts/Unfollow.cs"] = new("ends a following of a ticket that the desk has let in", "AllFollowings"),
        ["engine/Tickets/Sharing/Following.cs"] = new("writes down what somebody said of a ticket that the desk has let in", "AllFollowings"),
        ["engine/Priorities/PriorityDesk.cs"] = new("asks whether any ticket has a priority", "AllTickets"),
        ["engine/People/OrganisationDesk.cs"] = new("ends what was shared with a site that is taken away", "AllShares"),
        ["engine/People/Privacy/PersonalDataReader.cs"] = new(
            "gathers what is kept about one person, for herself and for administrators", "AllTickets", "AllMessages", "AllAttachments", "AllFollowings", "AllShares", "AllCc", "AllMail", "AllHeldForms"),
        ["engine/Tickets/TicketDesk.cs"] = new("takes the row of a ticket that it has found through Sight", "AllTickets"),
        ["engine/Tickets/TicketChange.cs"] = new("adds the rows of a change that the desk has let in", "AllTickets", "AllTicketNumbers", "AllMessages", "AllMessagePages", "AllHistory"),
        ["engine/Tickets/TicketReader.cs"] = new("matches numbers of tickets, and pages of messages, that Sight lets through", "AllTicketNumbers", "AllMessagePages"),
        ["engine/Tickets/TicketSearch.cs"] = new("says what is looked for, of which Sight lets through what may be seen", "AllTickets", "AllTicketNumbers"),
        ["engine/Search/Databases/PostgresSearch.cs"] = new("finds ids by subjects for TicketSearch", "AllTickets"),
        ["engine/Tickets/Acts/Merge.cs"] = new("takes what was said on a ticket over to another, where both have been found through Sight", "AllTickets", "AllMessages", "AllAttachments", "AllTicketNumbers", "AllCc", "AllFollowings", "AllHeldMessages"),
        ["engine/Tickets/Acts/SettleHeld.cs"] = new("decides about what waits beside a ticket that the desk has let in", "AllHeldMessages"),
        ["engine/Tickets/Acts/AddCc.cs"] = new("adds copies to a ticket that the desk has let in", "AllCc"),
        ["engine/Tickets/Acts/RemoveCc.cs"] = new("ends copies of a ticket that the desk has let in", "AllCc"),
        ["engine/Tickets/Import/TicketImport.cs"] = new("adds tickets that lived elsewhere", "AllTickets", "AllTicketNumbers", "AllMessages", "AllHistory", "AllCc"),
        ["engine/Tickets/Import/ImportFile.cs"] = new("asks which numbers are taken", "AllTicketNumbers"),
        ["engine/Fields/TicketFields.cs"] = new("fills in fields of a ticket that the desk has let in", "AllFieldValues"),
        ["engine/Attachments/AttachmentDesk.cs"] = new("adds drafts; it opens files through Sight", "AllAttachments"),
        ["engine/People/Privacy/PersonEraser.cs"] = new(
            "counts what there is of one person, for administrators, and takes away what is hers alone", "AllTickets", "AllMessages", "AllAttachments", "AllFollowings", "AllShares", "AllCc", "AllMail", "AllHeldForms", "AllFieldValues"),
        ["engine/People/Privacy/EraseTraces.cs"] = new(
            "takes away what is left of somebody who was erased", "AllTickets", "AllMessages", "AllAttachments", "AllFollowings", "AllShares", "AllCc", "AllMail", "AllFieldValues", "AllHeldMessages", "AllMessagePages"),
        ["engine/Housekeeping/DailyCleaning.cs"] = new("takes away drafts that are a day old", "AllAttachments"),
        ["engine/Attachments/RemoveUnused.cs"] = new("asks whether any row has the same bytes", "AllAttachments"),
        ["engine/Attachments/DraftFiles.cs"] = new("finds the actor's own drafts", "AllAttachments"),
        ["engine/Channels/Notifications/Holding/MailTiming.cs"] = new("counts the mails of a burst, of no content", "AllMail"),
        ["engine/Channels/Inbound/TicketHint.cs"] = new("finds which ticket a message seems to be about; who may speak there is asked of Sight", "AllTickets", "AllMail", "AllTicketNumbers"),
        ["host/Trials/TrialDesk.cs"] = new("shows what a desk that nobody uses would have sent", "AllMail"),
        ["engine/Channels/Inbound/InboundCase.cs"] = new("asks whether a sender gets copies, and how long a ticket has been closed", "AllTickets", "AllCc"),
        ["engine/Channels/Inbound/InboundActs.cs"] = new("asks who gets copies already, and names a ticket to staff", "AllTickets", "AllCc"),
        ["engine/Channels/Inbound/HeldMessages.cs"] = new("keeps what waits for staff", "AllHeldMessages"),
        ["engine/Channels/Inbound/Filters/OwnMail.cs"] = new("knows our own mail by its Message-ID, of no content", "AllMail"),
        ["engine/Channels/Notifications/MailHandover.cs"] = new("keeps what was sent", "AllMail"),
        ["engine/Channels/Notifications/MailTroubles.cs"] = new("finds to which address a mail went that a report is about; nobody reads of it", "AllMail"),
        ["engine/Channels/Notifications/MailReader.cs"] = new("finds the Message-IDs of a thread; lists mail for /dev/outbox, which is served in Development alone; says when a mail to an account was sent, of no content", "AllMail"),
        ["host/Conversation/HeldForms.cs"] = new("keeps what somebody typed, for herself alone", "AllHeldForms"),
        ["host/Live/HistoryPulse.cs"] = new("sees that something has changed: an id and a count, of no content", "AllHistory"),
    };

    /// <summary>The sets of <see cref="DeskTables"/> that hold what people wrote, and the entities in them.</summary>
    private static readonly Dictionary<string, string> Guarded = typeof(DeskTables).GetProperties()
        .Where(set => set.Name.StartsWith("All", StringComparison.Ordinal) && set.PropertyType.IsGenericType && set.PropertyType.GetGenericTypeDefinition() == typeof(DbSet<>))
        .ToDictionary(set => set.Name, set => set.PropertyType.GetGenericArguments()[0].Name, StringComparer.Ordinal);

    [Fact]
    public void Tickets_messages_history_attachments_and_mail_are_guarded() =>
        Guarded.Values.Should().Contain(["Ticket", "TicketNumber", "Message", "HistoryEntry", "Attachment", "Mail"]);

    [Fact]
    public void No_ticket_is_queried_without_sight()
    {
        var unguarded =
            from source in House.SourcesBelow("engine/", "host/")
            where !source.IsMigration
            from bypass in Bypasses(source)
            where !Machinery.TryGetValue(source.Path, out var excuse) || !excuse.Sets.Contains(bypass.Set, StringComparer.Ordinal)
            select $"{bypass.At} reads {bypass.Set}";

        unguarded.MustBeNone("What a person sees is asked of Sight.Of(actor). Machinery that may see more is listed in this test with its reason.");
    }

    [Fact]
    public void Nobody_is_excused_without_need()
    {
        var excused =
            from source in House.Sources
            where Machinery.ContainsKey(source.Path)
            let needed = Bypasses(source).Select(bypass => bypass.Set).ToHashSet(StringComparer.Ordinal)
            from set in Machinery[source.Path].Sets
            where !needed.Contains(set)
            select $"{source.Path} is excused for {set}";

        excused.MustBeNone("An excuse that nobody needs is a door left open; take it off the list.");
    }

    [Theory]
    [InlineData("var all = tables.AllTickets.ToList();")]
    [InlineData("var all = unit.Desk.AllMessages;")]
    [InlineData("var all = tables.Set<Ticket>();")]
    [InlineData("var one = await tables.FindAsync<Helpdesk.Engine.Attachments.Attachment>(id);")]
    [InlineData("var one = tables.Find(typeof(Message), id);")]
    [InlineData("var rows = tables.Database.SqlQuery<long>($\"select id from desk_ticket\");")]
    [InlineData("var rows = tables.Database.SqlQueryRaw<long>(\"select id from desk_message where id = 1\");")]
    [InlineData("var rows = tables.Database.SqlQueryRaw<string>(\"\"\"select body from desk_history\"\"\");")]
    public void Every_way_around_sight_is_noticed(string way) =>
        Bypasses(SourceFile.Parse("host/Leak.cs", $"class Leak {{ async Task Do() {{ {way} }} }}")).Should().ContainSingle();

    [Theory]
    [InlineData("var mine = Sight.Of(actor).Tickets(tables).ToList();")]
    [InlineData("var people = tables.People.Where(p => p.Id == id);")]
    [InlineData("var ids = new List<Ticket>();")]
    public void What_goes_through_sight_is_left_alone(string way) =>
        Bypasses(SourceFile.Parse("host/Fine.cs", $"class Fine {{ void Do() {{ {way} }} }}")).Should().BeEmpty();

    private static IEnumerable<Bypass> Bypasses(SourceFile source)
    {
        var sets =
            from name in source.All<IdentifierNameSyntax>()
            where Guarded.ContainsKey(name.Identifier.Text)
            select new Bypass(source.At(name), name.Identifier.Text);
        var entities =
            from name in source.All<GenericNameSyntax>()
            where name.Identifier.Text is "Set" or "Find" or "FindAsync" or "FromExpression" or "Entry"
            from argument in name.TypeArgumentList.Arguments
            where SetOf(LastWord(argument)) is not null
            select new Bypass(source.At(name), SetOf(LastWord(argument))!);
        var types =
            from call in source.All<InvocationExpressionSyntax>()
            where call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Find" or "FindAsync" }
            from type in call.ArgumentList.DescendantNodes().OfType<TypeOfExpressionSyntax>()
            where SetOf(LastWord(type.Type)) is not null
            select new Bypass(source.At(call), SetOf(LastWord(type.Type))!);
        var sql =
            from token in source.Syntax.DescendantTokens()
            where IsText(token.Kind())
            from guarded in Guarded
            where NamesTable(token.Text, Table(guarded.Value))
            select new Bypass(source.At(token.Parent!), guarded.Key);
        return sets.Concat(entities).Concat(types).Concat(sql);
    }

    private static string? SetOf(string entity) => Guarded.FirstOrDefault(guarded => guarded.Value == entity).Key;

    /// <summary>The whole name: 'desk_ticket' does not stand in 'desk_ticket_number'.</summary>
    private static bool NamesTable(string text, string table)
    {
        var at = text.IndexOf(table, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at + table.Length == text.Length || text[at + table.Length] is not ('_' or (>= 'a' and <= 'z')));
    }

    private static bool IsText(SyntaxKind kind) =>
        kind is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.Utf8StringLiteralToken;

    private static string Table(string entity) =>
        DeskTables.Prefix + (entity == "HistoryEntry" ? "history" : Engine.Storage.Schema.Conventions.SnakeCase(entity));

    private static string LastWord(TypeSyntax type) => type.ToString().Split('.')[^1].TrimEnd('?');

    private sealed record Excuse(string Reason, params string[] Sets);

    private sealed record Bypass(string At, string Set);
}
