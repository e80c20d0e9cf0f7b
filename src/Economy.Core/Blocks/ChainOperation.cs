namespace Economy.Core.Blocks;

/// <summary>Classes of what is done on chain, by what they cost.</summary>
public enum ChainOperation
{
    /// <summary>A transaction of the settlement by itself: what a batch costs without its entries.</summary>
    Batch,

    /// <summary>Closing a tick.</summary>
    Close,

    /// <summary>Currency from one account to another that holds some already.</summary>
    Transfer,

    /// <summary>Currency to an account that holds none.</summary>
    FirstTransfer,

    /// <summary>Currency created.</summary>
    Mint,

    /// <summary>Currency destroyed.</summary>
    Burn,

    /// <summary>An asset from one account to another that holds some already.</summary>
    AssetTransfer,

    /// <summary>An asset to an account that holds none of it.</summary>
    FirstAssetTransfer,

    /// <summary>An asset created.</summary>
    AssetMint,

    /// <summary>An asset used up.</summary>
    AssetBurn,

    /// <summary>A trade as a transaction of its own: payment, tax and delivery.</summary>
    Trade,
}
