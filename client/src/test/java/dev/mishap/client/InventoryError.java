package dev.mishap.client;

/** Codes that the tests know. */
enum InventoryError {

	OUT_OF_STOCK, RESOURCE_NOT_FOUND, NOT_FOUND, VALIDATION_FAILED,

	@UpstreamCode(value = { "SKU-404", "UNKNOWN_SKU" }, type = "https://example.org/unknown-sku", status = 410)
	NO_SUCH_ITEM

}
