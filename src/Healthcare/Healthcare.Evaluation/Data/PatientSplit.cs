using System.Security.Cryptography;
using System.Text;

namespace Healthcare.Evaluation.Data;

/// <summary>The part of the data a patient belongs to.</summary>
public enum Split
{
    /// <summary>Weights are learned on it.</summary>
    Train,

    /// <summary>Settings, calibration and the threshold are chosen on it.</summary>
    Validation,

    /// <summary>Looked at once, for the figures of the model card.</summary>
    HeldOut,
}

/// <summary>
/// Splits by a hash of the patient, so that all images of a patient are on one side, for any order and any subset of
/// files: 65 % train, 15 % validation, 20 % held out.
/// </summary>
public static class PatientSplit
{
    /// <summary>Changing it changes every split, and makes every published figure void.</summary>
    private const string Salt = "platform-imaging-2026:";

    public static Split Of(string patient)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Salt + patient));
        var percent = BitConverter.ToUInt32(hash) % 100;
        return percent switch
        {
            < 65 => Split.Train,
            < 80 => Split.Validation,
            _ => Split.HeldOut,
        };
    }
}
