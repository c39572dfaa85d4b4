"""Lines flowed into legs, blocks placed, pages finished as display lists."""
