using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>Words with which people say that their answers stand inside the mail below.</summary>
internal static class InlineAnswers
{
    private const int LongestLine = 300;

    private static readonly PhraseSet Words = new(
        "see below", "see inline", "inline below", "in-line", "answers inline", "comments inline", "answered inline", "replies inline", "replied inline",
        "answers below", "comments below", "replies below", "answered below", "replied below", "responses below", "notes below", "below in red",
        "below in blue", "below in green", "below in bold", "in red below", "in blue below", "in red", "interspersed", "siehe unten", "s. unten", "s.u.",
        "antworten unten", "antwort unten", "weiter unten", "unten im text", "direkt im text", "im text unten", "in rot", "in blau", "in grün",
        "rot markiert", "voir ci-dessous", "réponses ci-dessous", "mes commentaires ci-dessous", "en rouge", "en bleu", "zie onder", "zie hieronder",
        "antwoorden hieronder", "in het rood", "in het blauw", "ver abajo", "véase abajo", "respuestas abajo", "más abajo", "en rojo", "en azul",
        "ver abaixo", "respostas abaixo", "em vermelho", "em azul", "vedi sotto", "risposte sotto", "in rosso", "in blu", "se nedan", "svar nedan",
        "i rött", "se nedenfor", "svar nedenfor", "med rødt", "i rødt", "ks. alla", "katso alla", "punaisella", "odpowiedzi poniżej", "patrz poniżej",
        "na czerwono", "viz níže", "odpovědi níže", "červeně", "lásd lent", "pirossal", "см. ниже", "ответы ниже", "красным", "див. нижче",
        "відповіді нижче", "червоним", "aşağıda kırmızı", "kırmızı ile", "文中回复", "见下文", "如下红字", "红字", "インライン", "赤字", "빨간색");

    public static bool AreAnnouncedIn(string content) => content.Length <= LongestLine && Words.IsIn(content);
}
