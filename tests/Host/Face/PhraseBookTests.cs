using System.Globalization;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Face;

namespace Helpdesk.Host.Tests.Face;

public sealed class PhraseBookTests
{
    private static readonly PhraseBook Book = new(typeof(PhraseBook).Assembly, typeof(FaceServices).Assembly);

    [Theory]
    [InlineData("en", "Sign out")]
    [InlineData("nl", "Afmelden")]
    [InlineData("nl-BE", "Afmelden")]
    [InlineData("fr-CA", "Se déconnecter")]
    [InlineData("ja-JP", "ログアウト")]
    [InlineData("de", "Sign out")]
    [InlineData("", "Sign out")]
    public void A_reader_gets_her_language_or_its_parent_or_English(string culture, string said) =>
        Book.Say("common.sign-out", CultureInfo.GetCultureInfo(culture)).Should().Be(said);

    [Fact]
    public void A_key_that_nobody_wrote_is_shown_as_it_is() =>
        Book.Say("common.never-written", CultureInfo.GetCultureInfo("nl"), 1, 2).Should().Be("common.never-written");

    [Fact]
    public void Numbers_are_written_as_the_reader_writes_them() =>
        Book.Say("common.size.megabytes", CultureInfo.GetCultureInfo("nl"), 1.5).Should().Be("1,5 MB");

    [Fact]
    public void A_phrase_within_a_phrase_is_said_in_the_same_language()
    {
        var phrase = new Phrase("common.account-of", new Phrase("common.message.desk"));
        Book.Say(phrase, CultureInfo.GetCultureInfo("nl")).Should().Be("Aangemeld als De helpdesk");
    }

    [Fact]
    public void A_provider_s_text_within_a_phrase_is_said_in_the_same_language()
    {
        var phrase = new Phrase("common.account-of", LocalizedText.Of("Support", "Ondersteuning", "Assistance", "サポート"));
        Book.Say(phrase, CultureInfo.GetCultureInfo("fr")).Should().Be("Connecté en tant que Assistance");
    }

    [Fact]
    public void A_sentence_that_somebody_else_wrote_is_shown_to_the_character() =>
        Book.Say(Phrase.Plain("100 % {0} {not a hole"), CultureInfo.GetCultureInfo("ja")).Should().Be("100 % {0} {not a hole");

    [Fact]
    public void Too_few_values_spoil_no_page() =>
        Book.Say("common.account-of", CultureInfo.GetCultureInfo("en")).Should().Be("Signed in as {0}");

    [Fact]
    public void Every_phrase_of_the_house_can_be_said_in_every_language_with_the_values_of_the_English_one()
    {
        var assemblies = new[] { typeof(PhraseBook).Assembly, typeof(FaceServices).Assembly };
        var keys = assemblies.SelectMany(assembly => assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith("Phrases/", StringComparison.Ordinal) && name.EndsWith(".en.json", StringComparison.Ordinal))
                .SelectMany(name => System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(assembly.GetManifestResourceStream(name)!)!.Keys))
            .ToList();
        keys.Should().HaveCountGreaterThan(150);
        object[] values = [1, 2, 3, 4];
        foreach (var culture in PhraseBook.Languages)
        {
            keys.Select(key => Book.Say(key, culture, values)).Should().NotContain(said => said.Contains('{') || said.Length == 0);
        }
    }
}
