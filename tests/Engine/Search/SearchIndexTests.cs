using Helpdesk.Engine.Search;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;
using static Helpdesk.Engine.Tests.Search.SearchUnderTest;

namespace Helpdesk.Engine.Tests.Search;

public sealed class SearchIndexTests
{
    public static TheoryData<string> Providers => TestDatabase.Providers;

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Putting_it_again_replaces_it(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(Document("book", "Gardening", "Roses and tulips."));
        await search.PutAsync(Document("book", "Cooking", "Soup and bread.", audience: "staff"));

        (await search.AskAsync("gardening tulips cooking")).Count.Should().Be(0);
        (await search.KeysAsync("cooking", audience: "staff")).Should().Equal("book");
        (await search.KeysAsync("tulips", audience: "staff")).Should().BeEmpty();
        (await TermsAsync(search)).Should().NotContain(["garden", "tulip"]).And.Contain(["cook", "soup"]);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task What_is_put_twice_in_one_transaction_is_there_once(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(Document("book", "Gardening"), Document("book", "Cooking"), Document("book", "Koken", language: "nl"));

        (await search.KeysAsync("gardening")).Should().BeEmpty();
        (await search.KeysAsync("cooking")).Should().Equal("book");
        (await CountsAsync(search)).Should().Equal(("", "en", 1), ("", "nl", 1), ("cook", "en", 1), ("kok", "nl", 1));
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task What_is_removed_leaves_nothing_behind(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(Document("book", "Gardening"), Document("book", "Tuinieren", language: "nl"), Document("other", "Gardening at night"));

        await search.RemoveAsync("book", "nl");
        (await search.KeysAsync("tuinieren", "nl")).Should().BeEmpty();
        (await search.KeysAsync("gardening")).Should().BeEquivalentTo("book", "other");
        await search.RemoveAsync("book");
        await search.RemoveAsync("book");
        (await search.KeysAsync("gardening")).Should().Equal("other");
        await search.RemoveAsync("other");

        (await TermsAsync(search)).Should().BeEmpty();
        await using var tables = search.Store.Read();
        (await tables.SearchWords.CountAsync()).Should().Be(0);
        (await tables.SearchDocuments.CountAsync()).Should().Be(0);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_transaction_that_fails_leaves_nothing_to_be_found(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(Document("book", "Gardening"));

        var write = () => search.Store.WriteAsync(
            async (unit, token) =>
            {
                await search.PutAsync(unit, Document("book", "Cooking"));
                await search.PutAsync(unit, Document("other", "Cooking as well"));
                await unit.SaveAsync(token);
                throw new InvalidDataException();
            },
            default);

        await write.Should().ThrowAsync<InvalidDataException>();
        (await search.AskAsync("cooking")).Count.Should().Be(0);
        (await search.KeysAsync("gardening")).Should().Equal("book");
        (await CountsAsync(search)).Should().Equal(("", "en", 1), ("garden", "en", 1));
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_plugin_that_goes_takes_its_documents_with_it_and_no_others(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(
            Document("a", "Gardening", source: "lib.books"),
            Document("b", "Gardening", source: "lib.films"),
            Document("c", "Gardening", source: "lib-two.books"),
            Document("d", "Gardening", source: "libx.books"));

        await search.RemoveAllOfAsync("lib");

        await using var tables = search.Store.Read();
        (await tables.SearchDocuments.OrderBy(d => d.Key).Select(d => d.Key).ToListAsync()).Should().Equal("c", "d");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Several_who_write_at_the_same_time_get_all_their_words_counted(string provider)
    {
        await using var search = await OpenAsync(provider);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            for (var j = 0; j < 5; j++)
            {
                await search.PutAsync(Document($"book-{i}-{j}", $"Gardening {i}", "Roses and tulips and all that grows."), Document($"more-{i}-{j}", "Tulips", "Grow all roses."));
            }
        })));

        (await CountsAsync(search)).Should().Contain([("", "en", 80), ("rose", "en", 80), ("garden", "en", 40)]);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused()
    {
        await using var search = await OpenAsync("sqlite");
        SearchDocument[] unfit =
        [
            Document("", "Title"), Document(" ", "Title"), Document(new string('k', 101), "Title"), Document("key", ""), Document("key", new string('t', 201)),
            Document("key", "Title", language: new string('l', 17)), Document("key", "Title", language: ""), Document("key", "Title", audience: ""),
            Document("key", "Title", audience: new string('a', 41)), Document("key", "Title", source: new string('s', 81)), Document("key", "Title", source: ""),
            Document("key", "Title") with { Keywords = new string('k', 1_001) }, Document("key", "Title") with { Summary = new string('s', 1_001) }, Document("key", "Title", null!),
        ];

        foreach (var document in unfit)
        {
            await FluentActions.Awaiting(() => search.PutAsync(document)).Should().ThrowAsync<ArgumentException>();
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Of_a_very_long_text_what_is_beyond_is_not_found(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(Document("long", "Long", $"begin {string.Concat(Enumerable.Repeat("words ", 33_000))} middle {new string('x', 10_000)} end"));

        (await search.KeysAsync("middle")).Should().Equal("long");
        (await search.KeysAsync("end")).Should().BeEmpty();
    }

    private static async Task<IReadOnlyList<string>> TermsAsync(SearchUnderTest search) => [.. (await CountsAsync(search)).Select(count => count.Term).Where(term => term.Length > 0)];

    private static async Task<IReadOnlyList<(string Term, string Language, int Documents)>> CountsAsync(SearchUnderTest search)
    {
        await using var tables = search.Store.Read();
        var terms = await tables.SearchTerms.ToListAsync();
        return [.. terms.Select(term => (term.Term, term.Language, term.Documents)).OrderBy(term => term.Term, StringComparer.Ordinal).ThenBy(term => term.Language, StringComparer.Ordinal)];
    }
}
