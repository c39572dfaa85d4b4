"""Pictures and ads: probed, cropped, turned to ink."""
