using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

public sealed class UnicodeTests
{
    /// <summary>What is written, and what it becomes where that is not itself: no PostgreSQL can hold NUL or half a pair.</summary>
    private static readonly (string Given, string Kept)[] Zoo =
    [
        ("plain", "plain"),
        (" leading and trailing \t\r\n", " leading and trailing \t\r\n"),
        ("CRLF\r\nLF\nCR\rNEL\u0085LS\u2028PS\u2029", "CRLF\r\nLF\nCR\rNEL\u0085LS\u2028PS\u2029"),
        ("controls \u0001\u0008\u001b[31m\u007f", "controls \u0001\u0008\u001b[31m\u007f"),
        ("family 👩‍👩‍👧‍👦 flag 🇳🇱 skin 👍🏽", "family 👩‍👩‍👧‍👦 flag 🇳🇱 skin 👍🏽"),
        ("e\u0301 is not é, nor Å the Ångström Å", "e\u0301 is not é, nor Å the Ångström Å"),
        ("Z̸̡̛͎a̶͓͝l̷͖̏g̸̱̈o", "Z̸̡̛͎a̶͓͝l̷͖̏g̸̱̈o"),
        ("RTL \u202Eevil\u202C שלום العربية", "RTL \u202Eevil\u202C שלום العربية"),
        ("zero\u200Bwidth\uFEFF\u2060", "zero\u200Bwidth\uFEFF\u2060"),
        ("漢字 かな カナ ﾊﾝｶｸ 𠮷野家 한국어", "漢字 かな カナ ﾊﾝｶｸ 𠮷野家 한국어"),
        ("noncharacters \uFFFE\uFFFF \U0010FFFF private \uE000", "noncharacters \uFFFE\uFFFF \U0010FFFF private \uE000"),
        ("'; DROP TABLE desk_ticket; -- {0} %s ${x} <script>", "'; DROP TABLE desk_ticket; -- {0} %s ${x} <script>"),
        ("NUL \0 in the middle\0", "NUL \uFFFD in the middle\uFFFD"),
        ("high \ud83d alone", "high \uFFFD alone"),
        ("low \ude00 alone", "low \uFFFD alone"),
        ("reversed \ude00\ud83d", "reversed \uFFFD\uFFFD"),
        ("high before a pair \ud83d😀 and at the end \ud83d", "high before a pair \uFFFD😀 and at the end \uFFFD"),
    ];

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_message_is_kept_to_the_character(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        var ticket = await desk.OpenTicketAsync();
        foreach (var (given, kept) in Zoo)
        {
            var result = (await desk.DoAsync(ticket, desk.Emma, new Reply(given, []))).ShouldBeDone();

            var stored = await desk.ReadAsync(tables => tables.AllMessages.SingleAsync(m => m.Id == result.MessageId));
            stored.Body.Select(c => (int)c).Should().Equal(kept.Select(c => (int)c), "of {0}", kept);
            var view = await desk.Reader.FindAsync(desk.Emma, ticket.Number, default);
            view!.Messages[^1].Body.Should().Be(kept);
        }
    }
}
