using System.Globalization;
using System.Text.RegularExpressions;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Tickets;

namespace Helpdesk.Engine.Tests.Tickets;

/// <summary>SQLite's own account of how it will answer a statement.</summary>
/// <param name="Page">The page that was asked for by it; empty when it was none.</param>
internal sealed record QueryPlan(string Sql, TicketListPage Page, IReadOnlyList<QueryPlan.Step> Steps)
{
    /// <summary>What the statement calls the table of tickets.</summary>
    private IReadOnlyList<string> Tickets { get; } = Called(Sql, "ticket");

    /// <summary>What it calls the tables that grow with the desk.</summary>
    private IReadOnlyList<string> Large { get; } = Called(Sql, "(ticket|ticket_number|message|history|attachment|cc|share|following|field_value|person|organisation|membership|service|mail)");

    /// <summary>The plan of the statement that finds a page of tickets.</summary>
    public static async Task<QueryPlan> OfAsync(DeskUnderTest desk, Actor reader, TicketListQuery query)
    {
        var lists = new TicketLists(desk.Unused);
        using var watch = new QueryWatch();
        var page = await lists.ListAsync(reader, query, default);
        return await OfAsync(desk, watch.Statements.Single(s => s.Sql.Contains("desk_ticket\"", StringComparison.Ordinal))) with { Page = page };
    }

    public static async Task<QueryPlan> OfAsync(DeskUnderTest desk, QueryWatch.Statement statement)
    {
        await using var connection = desk.Store.Database.CreateConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + statement.Sql;
        foreach (var (name, value) in statement.Parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        var steps = new List<Step>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            steps.Add(new Step(rows.GetInt32(0), rows.GetInt32(1), rows.GetString(3)));
        }

        return new QueryPlan(statement.Sql, new TicketListPage([], null), steps);
    }

    /// <summary>Whether it looks at all of a table that grows.</summary>
    public bool Looks(Step step) => step.Detail.StartsWith("SCAN", StringComparison.Ordinal) && step.Detail.Split(' ') is [_, var table, ..] && Large.Contains(table, StringComparer.Ordinal);

    public bool IsOfTickets(Step step) => step.Detail.Split(' ') is [_, var table, ..] && Tickets.Contains(table, StringComparer.Ordinal);

    public override string ToString() => string.Join('\n', Steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.Id} < {step.Parent}: {step.Detail}"))) + "\n" + Sql;

    private static IReadOnlyList<string> Called(string sql, string tables) =>
        [.. Regex.Matches(sql, $"\"desk_{tables}\" AS \"(?<alias>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture).Select(match => match.Groups["alias"].Value).Distinct(StringComparer.Ordinal)];

    internal sealed record Step(int Id, int Parent, string Detail);
}
