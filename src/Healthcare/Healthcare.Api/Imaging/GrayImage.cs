namespace Healthcare.Api.Imaging;

/// <summary>A decoded radiograph: 8-bit luminance, row-major, 0 black to 255 white.</summary>
public sealed record GrayImage(int Width, int Height, byte[] Pixels);
