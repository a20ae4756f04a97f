using System.CommandLine;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Commands;

/// <summary><c>helpdesk import</c></summary>
internal static class ImportCommand
{
    private static readonly Actor CommandLine = Actor.System with { Channel = "cli" };

    public static Command Create()
    {
        var input = new Option<FileInfo?>("--input") { Description = "The file; standard input unless told." };
        var renumber = new Option<bool>("--renumber") { Description = "Give the tickets numbers of this desk; they are found by their old ones as well." };
        var command = new Command("import", "Brings in tickets that lived elsewhere, one JSON object a line (docs/import.md). Nobody gets mail; what is there already is skipped.") { input, renumber };
        command.SetAction((parsed, token) => Verb.RunAsync((services, t) => ImportAsync(services, parsed.GetValue(input), parsed.GetValue(renumber), t), token));
        return command;
    }

    private static async Task<int> ImportAsync(IServiceProvider services, FileInfo? input, bool renumber, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<DeskSeed>().EnsureAsync(cancellationToken);
        try
        {
            using var file = input is null ? Console.In : input.OpenText();
            var report = await services.GetRequiredService<ImportFile>().ImportAsync(file, renumber, CommandLine, cancellationToken);
            Console.WriteLine($"{report.Imported} imported, {report.Skipped} skipped, {report.PeopleAdded} people added");
            return 0;
        }
        catch (Exception fault) when (fault is ImportFileException or IOException or UnauthorizedAccessException)
        {
            return Verb.Fail(fault.Message);
        }
    }
}
