namespace Fraud.Api.Domain;

/// <summary>How a card was used.</summary>
public enum Channel
{
    /// <summary>At a terminal, with the card or its token.</summary>
    CardPresent,

    /// <summary>In a web shop or an app.</summary>
    Ecommerce,

    /// <summary>By mail or telephone.</summary>
    MailOrTelephone,

    /// <summary>At a cash machine.</summary>
    CashMachine,

    /// <summary>By the merchant, as agreed before.</summary>
    Recurring,
}
