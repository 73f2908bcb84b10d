"""Countries, observers and institutions of the network."""
