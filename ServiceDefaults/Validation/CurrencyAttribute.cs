using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;

namespace Platform.ServiceDefaults;

/// <summary>A currency in use, by its ISO 4217 code; funds, metals and test codes are none.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CurrencyAttribute() : ValidationAttribute("must be an ISO 4217 code such as EUR")
{
    private static readonly FrozenSet<string> Codes = string.Join(' ',
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD",
        "CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD",
        "HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD",
        "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG",
        "QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS",
        "UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a code begins so.</summary>
    public static bool IsBeginning(string text) => Codes.Any(code => code.StartsWith(text, StringComparison.Ordinal));

    public override bool IsValid(object? value) => value is null || (value is string code && Codes.Contains(code));
}
