namespace RayAkka.Recovery.Stores;

/// <summary>Opens the stores of one kind. The package that has them names it with <see cref="RecordStoreProviderAttribute"/>.</summary>
internal interface IRecordStoreProvider
{
    /// <exception cref="ArgumentException">The connection is not one.</exception>
    /// <exception cref="JournalException">It cannot be used.</exception>
    Task<IRecordStore> OpenAsync(StoreSettings settings);
}
