namespace RayAkka.Examples.Hosting;

/// <summary>A progress bar for places without a terminal: a line each time another tenth of the work is done.</summary>
internal sealed class ProgressLines(Screen screen, string title)
{
    private int _tenths;

    public void Report(double fraction, string note)
    {
        var tenths = (int)(fraction * 10);
        if (tenths > _tenths)
        {
            _tenths = tenths;
            screen.Line($"{title}: {fraction,4:P0}  {note}");
        }
    }
}
