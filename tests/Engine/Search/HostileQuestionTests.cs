using Helpdesk.Engine.Search;
using Helpdesk.Testing;
using static Helpdesk.Engine.Tests.Search.SearchUnderTest;

namespace Helpdesk.Engine.Tests.Search;

/// <summary>Whatever is typed, and whatever is put in: it is never an error (LQ4).</summary>
public sealed class HostileQuestionTests : IClassFixture<HostileQuestionTests.Desks>
{
    private readonly Desks _desks;

    public HostileQuestionTests(Desks desks) => _desks = desks;

    public static TheoryData<string, string> Questions
    {
        get
        {
            string[] questions =
            [
                "\"", "\"\"", "\"mail", "mail\"", "''", "'; DROP TABLE desk_search_document; --", "(", ")", "(mail", "mail)", "((()))", "[mail]", "{mail}", "{head_terms} : mail",
                "AND", "OR", "NOT", "NOT mail", "mail AND", "AND mail", "mail OR OR mail", "NEAR(mail, 2)", "NEAR mail", "-", "-mail", "- mail", "--mail", "*", "mail*", "*mail", "m*l",
                "+mail", "^mail", "mail^2", "mail~", "mail:mail", "title:mail", "head_terms:mail", "!mail", "mail & mail", "mail | mail", "mail <-> mail", "mail:*", "%", "_", "%mail%",
                "\\", "mail\\", "{0}", "{1} {2}", "@p0", "$1", "?", ":a", "#", "<b>mail</b>", "mail\0mail", "\uFFFD", "\uD800mail", "mail\uDC00", "🔥", "mail 🔥", "👩‍💻", "\u200B", "\u202Email",
                "ＭＡＩＬ", "mаil", "ﷺ", "か\u3099", "\u3099", "ー", "々", "a\u0301", "İ", "ß", "Ⅳ", "①", "ไทย", "हिन्दी", "العربية", "עברית", "한국어", "中文", "𠮷野家", "𐐷",
                "1e5", "0x1F", "1/0", "-1", "1.0E-10", "mail@@example..org", "http://[::1]:80/?q=mail#x", "...", "a.b.c.d.e.f.g", "\t\r\n mail \r\n",
            ];
            var data = new TheoryData<string, string>();
            foreach (var provider in (string[])["sqlite", "postgres"])
            {
                foreach (var question in questions)
                {
                    data.Add(provider, question);
                }

                data.Add(provider, new string('x', 1_000_000));
                data.Add(provider, string.Concat(Enumerable.Repeat("mail ", 200_000)));
                data.Add(provider, new string('"', 100_000));
                data.Add(provider, new string('漢', 100_000));
                data.Add(provider, string.Join(' ', Enumerable.Range(0, 10_000)));
                data.Add(provider, string.Join(' ', Enumerable.Range(0, 300).Select(i => (char)('a' + (i % 26)) + "x" + i)));
            }

            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Questions))]
    public async Task Whatever_is_asked_is_answered(string provider, string question)
    {
        var search = await _desks.OfAsync(provider);
        foreach (var isProblem in (bool[])[false, true])
        {
            var found = await search.AskAsync(new SearchQuestion(Source, question, [Public], "en") { IsProblem = isProblem });

            found.Count.Should().Be(found.Hits.Count);
            found.Hits.Select(hit => hit.Key).Should().OnlyHaveUniqueItems();
            (await search.AskAsync(new SearchQuestion(Source, $"mail {question}", [Public], "ja") { IsProblem = isProblem })).Count.Should().BeLessThan(2);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Questions))]
    public async Task Whatever_is_put_in_can_be_found_again_by_its_title(string provider, string text)
    {
        var search = await _desks.OfAsync(provider);
        var title = text.Trim().Length == 0 ? "untitled" : text.Length <= 200 ? text : text[..200];
        var key = $"hostile-{Guid.NewGuid():N}";
        await search.PutAsync(Document(key, title, text) with { Summary = title, Keywords = title });

        var found = await search.AskAsync(title);

        found.Hits.Select(hit => hit.Key).Should().Contain(key);
        found.Hits.Single(hit => hit.Key == key).Excerpt.Sum(piece => piece.Text.Length).Should().BeLessThanOrEqualTo(300);
        await search.RemoveAsync(key);
        (await search.KeysAsync(title)).Should().NotContain(key);
    }

    /// <summary>A desk on each database, for all questions.</summary>
    public sealed class Desks : IAsyncLifetime
    {
        private readonly Dictionary<string, SearchUnderTest> _desks = new(StringComparer.Ordinal);

        public Task InitializeAsync() => Task.CompletedTask;

        internal async Task<SearchUnderTest> OfAsync(string provider)
        {
            if (!_desks.TryGetValue(provider, out var search))
            {
                _desks.Add(provider, search = await OpenAsync(provider));
                await search.PutAsync(Document("mail", "Mail", "All about mail."));
            }

            return search;
        }

        public async Task DisposeAsync()
        {
            foreach (var search in _desks.Values)
            {
                await search.DisposeAsync();
            }
        }
    }
}
