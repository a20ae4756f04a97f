using System.Text.Json;
using Helpdesk.Host.Tests.EmailIngest.Scoring;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary>LM10: what is new in a mail, in the forms that programs and languages give it.</summary>
[Trait("Kind", "slow")]
public sealed class ReplyCaseTests
{
    [Theory]
    [InlineData("ReplyCases.json", "text", "text/plain")]
    [InlineData("HtmlCases.json", "html", "text/html")]
    public async Task New_words_are_told_from_old_ones_in_every_program_s_form(string file, string member, string type)
    {
        var cases = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "tests/Host/EmailIngest/Replies", file))).RootElement.EnumerateArray().ToList();
        var folder = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        try
        {
            var paths = new List<string>();
            foreach (var (index, one) in cases.Index())
            {
                var path = Path.Combine(folder, $"{index:d4}.eml");
                var subject = Text(one, "subject") ?? "Re: It";
                await File.WriteAllTextAsync(path, $"From: pat@customer.example\r\nSubject: {subject}\r\nContent-Type: {type}; charset=utf-8\r\n\r\n{Text(one, member)!.ReplaceLineEndings("\r\n")}");
                paths.Add(path);
            }

            var read = await MailProgram.ReadAllAsync(paths);
            read.Should().HaveCount(cases.Count).And.HaveCountGreaterThan(20);
            foreach (var (one, answer) in cases.Zip(read))
            {
                Check(one, answer);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Check(JsonElement one, JsonElement answer)
    {
        var name = Text(one, "name");
        FoldedText.Fold(Text(answer, "replyText")!).Should().Be(FoldedText.Fold(Text(one, "reply")!), name);
        FoldedText.Fold(Text(answer, "signature") ?? "").Should().Be(FoldedText.Fold(Text(one, "signature") ?? ""), name);
        if (Text(one, "quotedContains") is { } quoted)
        {
            Text(answer, "quotedText").Should().Contain(quoted, name);
        }
        else
        {
            Text(answer, "quotedText").Should().BeNullOrWhiteSpace(name);
        }
    }

    private static string? Text(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.GetString() : null;
}
