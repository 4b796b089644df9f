using Healthcare.Evaluation.Data;

namespace Healthcare.Tests.Evaluation.Data;

public sealed class PatientIdTests
{
    [Theory]
    [InlineData("PNEUMONIA/person1003_virus_1685.jpeg", "person1003")]
    [InlineData("PNEUMONIA/person1003_bacteria_2934.jpeg", "person1003")]
    [InlineData("NORMAL/IM-0511-0001-0002.jpeg", "IM-0511")]
    [InlineData("NORMAL/NORMAL2-IM-0511-0001.jpeg", "IM-0511")]
    [InlineData("NORMAL/phantom-7.png", "phantom-7")]
    public void A_file_name_tells_the_patient(string path, string patient) => PatientId.Of(path).ShouldBe(patient);
}
