using Helpdesk.Engine.Search;
using Helpdesk.Testing;
using static Helpdesk.Engine.Tests.Search.SearchUnderTest;

namespace Helpdesk.Engine.Tests.Search;

public sealed class SearchTests
{
    public static TheoryData<string> Providers => TestDatabase.Providers;

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_word_is_found_in_its_other_forms_and_without_its_accents(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(
            Document("en", "Renew your certificates"),
            Document("nl", "Uw facturen betalen", language: "nl"),
            Document("fr", "Réinitialiser les mots de passe oubliés", language: "fr"));

        (await search.KeysAsync("certificate RENEWAL renewing")).Should().Equal("en");
        (await search.KeysAsync("factuur", "nl")).Should().Equal("nl");
        (await search.KeysAsync("oublie", "fr")).Should().Equal("fr");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_Japanese_word_of_two_characters_is_found_where_there_are_no_spaces(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(
            Document("mail", "メールが届かないとき", "迷惑メールの振り分けを確認します。", "ja"),
            Document("pay", "お支払い方法の変更", "口座振替の手続きは管理画面から行います。", "ja"));

        (await search.KeysAsync("口座", "ja")).Should().Equal("pay");
        (await search.KeysAsync("迷惑", "ja")).Should().Equal("mail");
        (await search.KeysAsync("届きません", "ja"))[0].Should().Be("mail", "届 is what the forms of the verb have in common");
        (await search.KeysAsync("ﾒｰﾙ", "ja")).Should().Equal(["mail"], "half-width letters are the same letters");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task An_exact_title_comes_first_however_often_others_hold_its_words(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(Document("wanted", "DNS: the mail record (MX)", "Nothing else."));
        await search.PutAsync([.. Enumerable.Range(0, 30).Select(i =>
            Document($"other-{i}", "Mail record, MX record, DNS record", string.Concat(Enumerable.Repeat("The DNS mail record MX. ", 20))))]);

        (await search.KeysAsync("dns the mail record MX"))[0].Should().Be("wanted");
        (await search.KeysAsync("  DNS: the mail record (MX)?  "))[0].Should().Be("wanted");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_title_says_more_than_a_text(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(
            Document("text", "Other things", "A backup here, a backup there, backup after backup."),
            Document("title", "Restore a backup", "Choose a day."),
            Document("neither", "Invoices", "Nothing of it."));

        (await search.KeysAsync("backup")).Should().Equal("title", "text");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Error_codes_and_names_are_found_as_a_whole_and_by_their_parts(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(
            Document("bounce", "Your mail came back", "The other server said 550 5.7.1 and nothing else."),
            Document("certificate", "The browser warns", "It says NET::ERR_CERT_DATE_INVALID on mail.example.org."),
            Document("ticket", "Old tickets", "See HD-2024-000123."));

        (await search.KeysAsync("5.7.1")).Should().Equal("bounce");
        (await search.KeysAsync("NET::ERR_CERT_DATE_INVALID")).Should().Equal("certificate");
        (await search.KeysAsync("err_cert_date_invalid")).Should().Equal("certificate");
        (await search.KeysAsync("CERT")).Should().Equal("certificate");
        (await search.KeysAsync("mail.example.org"))[0].Should().Be("certificate");
        (await search.KeysAsync("HD-2024-000123")).Should().Equal("ticket");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_hyphen_more_or_less_makes_no_difference(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(Document("hyphen", "Set up e-mail"), Document("plain", "Read email elsewhere"));

        (await search.KeysAsync("email")).Should().BeEquivalentTo("hyphen", "plain");
        (await search.KeysAsync("e-mail")).Should().BeEquivalentTo("hyphen", "plain");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_letter_wrong_is_forgiven_in_a_long_word_two(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(
            Document("password", "Choose a new password"),
            Document("nameserver", "Change the nameservers of a domain"),
            Document("invoice", "Understand your invoice"),
            Document("other", "Everything else that there is to know"));

        (await search.KeysAsync("pasword")).Should().Equal("password");
        (await search.KeysAsync("passwrod")).Should().Equal("password");
        (await search.KeysAsync("xassword")).Should().Equal("password");
        (await search.KeysAsync("namesevres")).Should().Equal("nameserver");
        (await search.KeysAsync("invocie")).Should().Equal("invoice");
        (await search.KeysAsync("pzsswxrq")).Should().BeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Each_key_is_found_once_in_the_language_of_the_asker(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(
            Document("spam", "WordPress and spam", language: "en"),
            Document("spam", "WordPress en spam", language: "nl"),
            Document("english-only", "WordPress plugins", language: "en"));

        var found = await search.AskAsync("WordPress", "nl");

        found.Count.Should().Be(2);
        found.Hits.Select(hit => (hit.Key, hit.Language)).Should().Equal(("spam", "nl"), ("english-only", "en"));
        (await search.AskAsync("WordPress", "de")).Count.Should().Be(2, "an asker whose language nobody writes finds what there is");
        (await search.AskAsync("WordPress", "nl-BE")).Hits[0].Language.Should().Be("nl");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Nothing_of_another_audience_or_source_is_found_or_counted(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(
            Document("open", "Suspend a mailbox"),
            Document("secret", "Suspend a mailbox of a spammer", audience: "staff"),
            Document("titled", "Mailbox", audience: "staff"),
            Document("elsewhere", "Suspend a mailbox", source: "status.incidents"));

        var found = await search.AskAsync("mailbox");

        found.Hits.Select(hit => hit.Key).Should().Equal("open");
        found.Count.Should().Be(1);
        (await search.AskAsync("spammer")).Count.Should().Be(0);
        (await search.AskAsync(new SearchQuestion(Source, "mailbox", ["public", "staff"], "en"))).Count.Should().Be(3);
        (await search.AskAsync(new SearchQuestion(Source, "mailbox", [], "en"))).Count.Should().Be(0);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_minus_or_NOT_leaves_out_what_holds_the_word(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(Document("hacked", "WordPress was hacked"), Document("update", "Update WordPress"));

        (await search.KeysAsync("wordpress -hacked")).Should().Equal("update");
        (await search.KeysAsync("wordpress NOT hacked")).Should().Equal("update");
        (await search.KeysAsync("WORDPRESS IS NOT HACKED")).Should().Contain("hacked", "who shouts uses no operators");
        (await search.AskAsync(new SearchQuestion(Source, "wordpress -hacked", [Public], "en") { IsProblem = true })).Count.Should().Be(2);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Words_that_say_nothing_are_looked_for_only_where_there_are_no_others(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(Document("who", "Who are you?"), Document("mail", "Mail", "All that you are to know of mail."));

        (await search.KeysAsync("what are the mail")).Should().Equal("mail");
        (await search.KeysAsync("who are you"))[0].Should().Be("who");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Of_a_problem_at_length_the_rarest_words_count(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync([.. Enumerable.Range(0, 40).Select(i => Document($"common-{i}", "Server and mail", "A server with mail, a customer, a problem, a message and a computer."))]);
        await search.PutAsync(Document("rare", "Thunderbird", "Set it up."));

        const string problem =
            "Hello, I have a problem with mail on my computer. The server gives me a message, and as your customer I wonder whether Thunderbird is what I need.";
        var found = await search.AskAsync(new SearchQuestion(Source, problem, [Public], "en") { IsProblem = true });

        found.Hits[0].Key.Should().Be("rare");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_compound_is_found_by_its_parts_and_two_words_by_their_compound(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(
            Document("credit", "Een factuur met credit", language: "nl"),
            Document("domain", "Uw domeinnaam verhuizen", language: "nl"),
            Document("other", "Iets heel anders", language: "nl"));

        (await search.KeysAsync("creditfactuur", "nl")).Should().Equal("credit");
        (await search.KeysAsync("domein naam", "nl")).Should().Equal("domain");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task What_is_found_in_another_language_is_shown_in_the_askers_where_there_is_a_version_for_her(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync(
            Document("dns", "The site is down", "The browser says DNS_PROBE_FINISHED_NXDOMAIN."),
            Document("dns", "Le site ne répond plus", "Le navigateur affiche une erreur.", "fr"),
            Document("staff", "NXDOMAIN for staff", "Ask the registry."),
            Document("staff", "Pour les collègues", "Voyez le registre.", "fr", audience: "staff"));

        var hits = (await search.AskAsync("DNS_PROBE_FINISHED_NXDOMAIN", "fr")).Hits;

        hits.Select(hit => (hit.Key, hit.Language)).Should().Equal(("dns", "fr"), ("staff", "en"));
        string.Concat(hits[0].Title.Select(piece => piece.Text)).Should().Be("Le site ne répond plus");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Pages_follow_each_other_without_gap_or_repetition_as_far_as_is_counted(string provider)
    {
        await using var search = await OpenAsync(provider);
        await search.PutAsync([.. Enumerable.Range(0, 1_050).Select(i => Document($"book-{i}", $"Book {i}", "A book."))]);

        var keys = new List<string>();
        for (var skip = 0; skip < 1_000; skip += 100)
        {
            var page = await search.AskAsync(new SearchQuestion(Source, "books", [Public], "en") { Skip = skip, Most = 100 });
            page.Count.Should().Be(1_000);
            keys.AddRange(page.Hits.Select(hit => hit.Key));
        }

        keys.Should().HaveCount(1_000).And.OnlyHaveUniqueItems();
        (await search.AskAsync(new SearchQuestion(Source, "book 1049", [Public], "en") { Most = 1 })).Hits[0].Key.Should().Be("book-1049");
        (await search.AskAsync(new SearchQuestion(Source, "book 7", [Public], "en") { Most = 1 })).Hits[0].Key.Should().Be("book-7");
    }
}
