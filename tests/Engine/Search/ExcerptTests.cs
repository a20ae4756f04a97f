using Helpdesk.Engine.Search;
using static Helpdesk.Engine.Tests.Search.SearchUnderTest;

namespace Helpdesk.Engine.Tests.Search;

public sealed class ExcerptTests
{
    [Fact]
    public async Task Title_and_excerpt_mark_the_words_in_whatever_form_they_stand()
    {
        var hit = await OnlyHitAsync(
            Document("a", "Renewing your certificates", "Nothing here. Then choose Certificate and renew it. Done."), "certificate renewal");

        Shown(hit.Title).Should().Be("[Renewing] your [certificates]");
        Shown(hit.Excerpt).Should().StartWith("Then choose [Certificate] and [renew] it.");
    }

    [Fact]
    public async Task A_summary_that_says_as_much_is_shown_before_the_text()
    {
        var document = Document("a", "Backups", "A backup is made each night.") with { Summary = "How a backup is restored." };

        Shown((await OnlyHitAsync(document, "backup")).Excerpt).Should().Be("How a [backup] is restored.");
        Shown((await OnlyHitAsync(document, "backup night")).Excerpt).Should().Be("A [backup] is made each [night].");
    }

    [Fact]
    public async Task A_misspelt_word_is_marked_as_what_it_was_taken_for() =>
        Shown((await OnlyHitAsync(Document("a", "Choose a new password"), "pasword")).Title).Should().Be("Choose a new [password]");

    [Fact]
    public async Task Pairs_of_characters_that_overlap_are_marked_in_one() =>
        Shown((await OnlyHitAsync(Document("a", "メールアドレスの変更", language: "ja"), "メールアドレス", "ja")).Title).Should().Be("[メールアドレス]の変更");

    [Fact]
    public async Task Fillers_are_not_marked_beside_what_was_looked_for() =>
        Shown((await OnlyHitAsync(Document("a", "The mail and the other mail"), "where is the mail")).Title).Should().Be("The [mail] and the other [mail]");

    [Fact]
    public async Task Markup_stays_the_plain_text_that_it_was() =>
        Shown((await OnlyHitAsync(Document("a", "Use <b>bold</b> & <script>"), "bold")).Title).Should().Be("Use <b>[bold]</b> & <script>");

    [Theory]
    [InlineData("sentence", 100)]
    [InlineData("a_word_that_goes_on_and_on_without_any_end_", 40)]
    [InlineData("𠮷", 400)]
    public async Task An_excerpt_has_three_hundred_characters_at_most_and_holds_the_match(string filler, int times)
    {
        var separator = filler.Length > 10 ? "" : " ";
        var around = string.Join(separator, Enumerable.Repeat(filler, times));

        var excerpt = (await OnlyHitAsync(Document("a", "Long", $"{around} needle {around}"), "needle")).Excerpt;

        var text = string.Concat(excerpt.Select(piece => piece.Text));
        text.Length.Should().BeInRange(100, 300);
        text.Should().StartWith("…").And.EndWith("…");
        text.EnumerateRunes().Should().NotContain(rune => rune.Value == 0xFFFD, "no character is cut in two");
        excerpt.Should().Contain(new MarkedText("needle", true));
    }

    private static async Task<SearchHit> OnlyHitAsync(SearchDocument document, string question, string language = "en")
    {
        await using var search = await OpenAsync("sqlite");
        await search.PutAsync(document);
        return (await search.AskAsync(question, language)).Hits.Should().ContainSingle().Subject;
    }

    private static string Shown(IEnumerable<MarkedText> pieces) => string.Concat(pieces.Select(piece => piece.IsMatch ? $"[{piece.Text}]" : piece.Text));
}
