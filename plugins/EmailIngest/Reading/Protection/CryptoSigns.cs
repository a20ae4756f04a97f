using Helpdesk.EmailIngest.Reading.Bodies;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Protection;

/// <summary>By its structure alone, whether a mail is signed or encrypted; nobody has checked anything.</summary>
internal sealed class CryptoSigns
{
    private const string Pgp = "pgp";

    private const string Smime = "smime";

    private string? _kind;

    private bool _isSigned;

    private bool _isEncrypted;

    public MailCrypto Found => _kind is null ? MailCrypto.None : new MailCrypto(_kind, _isSigned, _isEncrypted);

    public void See(MimeEntity entity)
    {
        switch (MediaTypes.Of(entity))
        {
            case "multipart/signed":
                Signed(KindOf(entity));
                break;
            case "multipart/encrypted":
                Encrypted(KindOf(entity));
                break;
            case "application/pgp-encrypted":
                Encrypted(Pgp);
                break;
            case "application/pgp-signature":
                Signed(Pgp);
                break;
            case "application/pkcs7-signature" or "application/x-pkcs7-signature":
                Signed(Smime);
                break;
        }
    }

    public void See(SmimeKind kind)
    {
        if (kind == SmimeKind.Signed)
        {
            Signed(Smime);
        }
        else if (kind == SmimeKind.Encrypted)
        {
            Encrypted(Smime);
        }
    }

    /// <summary>Inline PGP (RFC 9580 §6.2): the armour stands in the text. Quoted armour is somebody else's.</summary>
    public void SeeText(string text)
    {
        if (StartsLine(text, "-----BEGIN PGP MESSAGE-----"))
        {
            Encrypted(Pgp);
        }
        else if (StartsLine(text, "-----BEGIN PGP SIGNED MESSAGE-----"))
        {
            Signed(Pgp);
        }
    }

    /// <summary>Old programs encrypt and sign each file by itself.</summary>
    public void SeeFile(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("-----BEGIN PGP MESSAGE-----"u8))
        {
            Encrypted(Pgp);
        }
        else if (content.StartsWith("-----BEGIN PGP SIGNATURE-----"u8))
        {
            Signed(Pgp);
        }
    }

    private static bool StartsLine(string text, string mark)
    {
        for (var at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || text[at - 1] == '\n')
            {
                return true;
            }
        }

        return false;
    }

    private static string KindOf(MimeEntity entity) =>
        entity.ContentType.Parameters["protocol"] is { } protocol && protocol.Contains("pkcs7", StringComparison.OrdinalIgnoreCase) ? Smime : Pgp;

    private void Signed(string kind)
    {
        _kind ??= kind;
        _isSigned = true;
    }

    private void Encrypted(string kind)
    {
        _kind ??= kind;
        _isEncrypted = true;
    }
}
