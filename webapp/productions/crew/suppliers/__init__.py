"""Who a production calls besides its crew: fournisseurs, loueurs, mairies, hôtels, transports."""
