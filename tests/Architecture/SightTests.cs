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
    private static readonly Dictionary<string, string> Machinery = new(StringComparer.Ordinal)
    {
        ["engine/Storage/DeskTables.cs"] = "maps them",
        ["engine/Access/Sight.cs"] = "is the answer",
        ["engine/Tickets/TicketDesk.cs"] = "changes tickets; it finds the one to change through Sight and works on its rows",
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
        var unguarded = House.SourcesBelow("engine/", "host/")
            .Where(source => !Machinery.ContainsKey(source.Path) && !source.IsMigration)
            .SelectMany(Bypasses);

        unguarded.MustBeNone("What a person sees is asked of Sight.Of(actor). Machinery that may see everything is listed in this test with its reason.");
    }

    [Fact]
    public void Nobody_is_excused_without_need()
    {
        var excused = House.Sources.Where(source => Machinery.ContainsKey(source.Path) && !Bypasses(source).Any()).Select(source => source.Path);

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

    private static IEnumerable<string> Bypasses(SourceFile source)
    {
        var sets =
            from name in source.All<IdentifierNameSyntax>()
            where Guarded.ContainsKey(name.Identifier.Text)
            select $"{source.At(name)} reads {name.Identifier.Text}";
        var entities =
            from name in source.All<GenericNameSyntax>()
            where name.Identifier.Text is "Set" or "Find" or "FindAsync" or "FromExpression" or "Entry"
            from argument in name.TypeArgumentList.Arguments
            where Guarded.ContainsValue(LastWord(argument))
            select $"{source.At(name)} reads {name}";
        var types =
            from call in source.All<InvocationExpressionSyntax>()
            where call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Find" or "FindAsync" }
            from type in call.ArgumentList.DescendantNodes().OfType<TypeOfExpressionSyntax>()
            where Guarded.ContainsValue(LastWord(type.Type))
            select $"{source.At(call)} reads {type.Type}";
        var sql =
            from token in source.Syntax.DescendantTokens()
            where IsText(token.Kind()) && Guarded.Values.Any(entity => token.Text.Contains(Table(entity), StringComparison.OrdinalIgnoreCase))
            select $"{source.At(token.Parent!)} names a table in SQL";
        return sets.Concat(entities).Concat(types).Concat(sql);
    }

    private static bool IsText(SyntaxKind kind) =>
        kind is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.Utf8StringLiteralToken;

    private static string Table(string entity) =>
        DeskTables.Prefix + (entity == "HistoryEntry" ? "history" : Engine.Storage.Schema.Conventions.SnakeCase(entity));

    private static string LastWord(TypeSyntax type) => type.ToString().Split('.')[^1].TrimEnd('?');
}
