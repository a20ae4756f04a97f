using Helpdesk.Engine.Access;
using Helpdesk.Engine.Brands;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People.SecondFactors;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;

namespace Helpdesk.Host.Account.SecondFactors;

/// <summary>Sets up, renews and takes off one's own second factor.</summary>
internal sealed class SecondFactorPageModel(SecondFactorDesk factors, BrandName brand, ClientPlaces places, Words words) : PageModel
{
    public const string Path = "/account/second-factor";

    private const int PixelsAModule = 4;

    [BindProperty]
    public string? Code { get; set; }

    public SecondFactorState State { get; private set; } = new(Since: null, RecoveryCodes: 0);

    /// <summary>While it is being set up: what an app reads, as a picture, and what people type.</summary>
    public (string Picture, string Secret)? Setup { get; private set; }

    /// <summary>Shown once, when they are made.</summary>
    public IReadOnlyList<string> NewCodes { get; private set; } = [];

    /// <summary>Whether she can't go on without one.</summary>
    public bool IsNeeded => HttpContext.NeedsSecondFactor();

    public Actor Reader => HttpContext.Actor();

    private long ReaderId => Reader.PersonId!.Value;

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostBeginAsync(CancellationToken cancellationToken)
    {
        await ShowSetupAsync(anew: true, cancellationToken);
        await ShowAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        var result = await factors.ConfirmAsync(Reader, Code, cancellationToken);
        if (result.Refusals.Count > 0)
        {
            await ShowSetupAsync(anew: false, cancellationToken);
        }

        return await ShowAsync(result, cancellationToken);
    }

    public async Task<IActionResult> OnPostRenewAsync(CancellationToken cancellationToken) =>
        await ShowAsync(await factors.RenewCodesAsync(Reader, Code, places.Of(HttpContext), cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellationToken)
    {
        if (await factors.EndAsync(Reader, Code, places.Of(HttpContext), cancellationToken) is { } refusal)
        {
            return await ShowAsync(RecoveryResult.No(refusal), cancellationToken);
        }

        TempData.Notify(words["account.factor.ended"]);
        return LocalRedirect(Path);
    }

    private async Task<IActionResult> ShowAsync(RecoveryResult result, CancellationToken cancellationToken)
    {
        result.Refusals.AddTo(ModelState, words);
        NewCodes = result.Codes;
        Code = null;
        ModelState.SetModelValue(nameof(Code), new(values: ""));
        await ShowAsync(cancellationToken);
        return Page();
    }

    private async Task ShowSetupAsync(bool anew, CancellationToken cancellationToken)
    {
        if (await factors.BeginAsync(ReaderId, anew, cancellationToken) is { } secret)
        {
            var address = OneTimeCodes.AddressOf(secret, await brand.GetAsync(cancellationToken), User.FindFirst(DeskPrincipal.Address)!.Value);
            using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
            using var picture = new PngByteQRCode(data);
            Setup = ("data:image/png;base64," + Convert.ToBase64String(picture.GetGraphic(PixelsAModule)), secret);
        }
    }

    private async Task ShowAsync(CancellationToken cancellationToken) => State = await factors.StateAsync(ReaderId, cancellationToken);
}
