Console.WriteLine("RayAkka");
