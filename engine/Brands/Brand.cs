namespace Helpdesk.Engine.Brands;

/// <summary>A face of the desk towards customers. One is seeded; tickets are numbered per brand.</summary>
internal sealed class Brand
{
    private Brand()
    {
    }

    public Brand(long id, string key, string name, string senderAddress, string numberFormat, long nextNumber)
    {
        Id = id;
        Key = key;
        Name = name;
        SenderAddress = senderAddress;
        NumberFormat = numberFormat;
        NextNumber = nextNumber;
    }

    public long Id { get; private set; }

    public string Key { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>What mail of this brand comes from.</summary>
    public string SenderAddress { get; private set; } = "";

    /// <summary>A composite format with the counter as <c>{0}</c>, such as <c>{0:000000}</c>.</summary>
    public string NumberFormat { get; private set; } = "";

    /// <summary>Counted in the ticket's own transaction, so no number is ever missing or given twice.</summary>
    public long NextNumber { get; private set; }

    /// <summary>A counter as a ticket's number.</summary>
    public string NumberOf(long counter) => string.Format(System.Globalization.CultureInfo.InvariantCulture, NumberFormat, counter);

    /// <summary>Gives the brand the name and the sender that its customers see.</summary>
    public void Present(string name, string senderAddress)
    {
        Name = name;
        SenderAddress = senderAddress;
    }
}
